package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.x86.Stop;

/** How IN and OUT, not the string forms, leave to userspace (rules COMP-11 to COMP-14). */
public interface PortIo {

  /**
   * Whether OUT executes to its end before the exit, as the instruction emulator does it: there is
   * nothing to complete then.
   */
  boolean outCompletesFirst(Vcpu vcpu, int port);

  /** What re-entry does after an IN exit. The instruction stands where it was. */
  Pending afterIn(Vcpu vcpu, Stop.Suspended stop, int size);

  /** What re-entry does after an OUT exit of an instruction that was not completed first. */
  Pending afterOut(Vcpu vcpu, Stop.Suspended stop, int port);
}
