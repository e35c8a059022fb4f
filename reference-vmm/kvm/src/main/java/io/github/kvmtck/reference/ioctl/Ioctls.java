package io.github.kvmtck.reference.ioctl;

import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;

/** Mainline's ioctls by kind of descriptor. */
public final class Ioctls {
  private Ioctls() {}

  public static IoctlTable<KvmSystem> system() {
    return SystemIoctls.addTo(IoctlTable.empty());
  }

  public static IoctlTable<Vm> vm() {
    return MemslotIoctls.addTo(VmIoctls.addTo(IoctlTable.empty()));
  }

  public static IoctlTable<Vcpu> vcpu() {
    return RegisterIoctls.addTo(RunIoctls.addTo(IoctlTable.empty()));
  }
}
