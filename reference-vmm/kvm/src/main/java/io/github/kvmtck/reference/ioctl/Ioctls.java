package io.github.kvmtck.reference.ioctl;

import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;

/** Mainline's ioctls by kind of descriptor. */
public final class Ioctls {
  private Ioctls() {}

  public static IoctlTable<KvmSystem> system() {
    IoctlTable<KvmSystem> table = SystemIoctls.addTo(IoctlTable.empty());
    table = MachineCheckIoctls.addToSystem(AttributeIoctls.addToSystem(table));
    return CpuidIoctls.addToSystem(MsrIoctls.addToSystem(table));
  }

  public static IoctlTable<Vm> vm() {
    IoctlTable<Vm> table = MemslotIoctls.addTo(VmIoctls.addTo(IoctlTable.empty()));
    table = DeviceIoctls.addTo(GuestMemfdIoctls.addTo(table));
    table = DirtyRingIoctls.addTo(DirtyLogIoctls.addTo(CapabilityIoctls.addTo(table)));
    table = MsrFilterIoctl.addTo(IrqchipIoctls.addTo(table));
    table = PitIoctls.addTo(IrqchipStateIoctls.addTo(table));
    table = PmuFilterIoctl.addTo(EncryptionIoctls.addTo(table));
    table = EventfdIoctls.addTo(IrqRoutingIoctls.addTo(table));
    return LayoutIoctls.addTo(StatsIoctls.addTo(ClockIoctls.addTo(table)));
  }

  public static IoctlTable<Vcpu> vcpu() {
    IoctlTable<Vcpu> table = RegisterIoctls.addTo(RunIoctls.addTo(IoctlTable.empty()));
    table = TranslateIoctl.addTo(table);
    table = EventIoctls.addTo(DebugIoctls.addTo(table));
    table = ExtendedStateIoctls.addTo(MpStateIoctls.addTo(table));
    table = MsrIoctls.addTo(CpuidIoctls.addTo(table));
    table = StatsIoctls.addToVcpu(table);
    table = NestedIoctls.addTo(HypervIoctls.addTo(table));
    table = AttributeIoctls.addToVcpu(OneRegIoctls.addTo(table));
    table = MachineCheckIoctls.addTo(EncryptionIoctls.addToVcpu(table));
    table = TaskPriorityIoctls.addTo(IrqchipIoctls.addToVcpu(table));
    return ClockIoctls.addToVcpu(table);
  }
}
