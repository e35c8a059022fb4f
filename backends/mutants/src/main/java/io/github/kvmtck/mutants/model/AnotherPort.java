package io.github.kvmtck.mutants.model;

import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.PortIo;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/**
 * Port I/O that takes every port for one port.
 *
 * @param port which has no quirk
 */
public record AnotherPort(PortIo io, int port) implements PortIo {
  @Override
  public boolean outCompletesFirst(Vcpu vcpu, int ignored) {
    return io.outCompletesFirst(vcpu, port);
  }

  @Override
  public Pending afterIn(Vcpu vcpu, Stop.Suspended stop, int size) {
    return io.afterIn(vcpu, stop, size);
  }

  @Override
  public Pending afterOut(Vcpu vcpu, Stop.Suspended stop, int ignored) {
    return io.afterOut(vcpu, stop, port);
  }
}
