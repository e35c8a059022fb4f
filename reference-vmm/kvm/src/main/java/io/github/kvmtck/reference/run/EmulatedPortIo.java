package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.PortIo;
import io.github.kvmtck.reference.kvm.Question;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/**
 * Port I/O through the instruction emulator, as on hosts that cannot run real mode natively: OUT
 * has completed at the exit, IN is executed again on re-entry (rules COMP-11 and COMP-14).
 */
public final class EmulatedPortIo implements PortIo {
  @Override
  public boolean outCompletesFirst(Vcpu vcpu, int port) {
    return true;
  }

  @Override
  public Pending afterIn(Vcpu vcpu, Stop.Suspended stop, int size) {
    return new Pending.Reexecute(stop, new Question.Port(0, size, 1, false));
  }

  @Override
  public Pending afterOut(Vcpu vcpu, Stop.Suspended stop, int port) {
    throw new IllegalStateException("OUT completes before it exits");
  }
}
