package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.x86.Stop;
import java.util.List;

/** What follows when an instruction cannot be had or emulated, or a page cannot be reached. */
public interface FaultPolicy {

  /** An instruction fetch found no RAM. */
  default Outcome noCode(Vcpu vcpu, Stop.NoCode stop) {
    return notEmulated(vcpu, stop.bytes());
  }

  /**
   * The instruction emulator cannot do its work (handle_emulation_failure).
   *
   * @param bytes what it has of the instruction; more may follow behind it
   */
  Outcome notEmulated(Vcpu vcpu, List<Byte> bytes);

  /** The backing of guest memory is not mapped, or not as needed: EFAULT. */
  Outcome noBacking(Vcpu vcpu, long gpa);
}
