package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.x86.Stop;

/** What follows when an instruction cannot be fetched, or a page cannot be reached. */
public interface FaultPolicy {

  /** An instruction fetch found no RAM (handle_emulation_failure). */
  Outcome noCode(Vcpu vcpu, Stop.NoCode stop);

  /** The backing of guest memory is not mapped, or not as needed: EFAULT. */
  Outcome noBacking(Vcpu vcpu, long gpa);
}
