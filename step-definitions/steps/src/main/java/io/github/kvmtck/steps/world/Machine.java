package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.steps.code.GuestCode;

/**
 * A VM with one vCPU and slot 0, which is RAM from 0 to 0xFFFF.
 *
 * @param irqchip whether KVM_CREATE_IRQCHIP was called
 * @param code what is in RAM to be run
 */
public record Machine(
    Vm vm, Vcpu vcpu, HostMemory ram, boolean irqchip, Mode mode, GuestCode code) {

  static final long RAM_SIZE = 0x10000;

  /** KVM takes the number of shadow pages from the slots, and with none of them has none. */
  private static final long MMU_PAGES = 64;

  /** A 64-bit guest has it in the upper half of its addresses as well. */
  private static final long LOWER_GIB = (1 << 30) - 1;

  /** Creates the vCPU. Its state is as KVM made it; nothing is in RAM. */
  private static Machine bare(Vm vm, boolean irqchip, Mode mode, GuestCode code) {
    if (irqchip) {
      vm.createIrqchip().orThrow();
    }
    HostMemory ram = HostMemory.map(vm.client(), RAM_SIZE).value();
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    return new Machine(vm, vm.createVcpu(0).value(), ram, irqchip, mode, code);
  }

  /** A machine without slot 0. What KVM itself needs of guest memory is left out as well. */
  static Machine withoutMemory(Kvm kvm, boolean withPages) {
    Vm vm = kvm.createVm().value();
    if (withPages) {
      vm.ioctl(Memslots.KVM_SET_NR_MMU_PAGES, MMU_PAGES).orThrow();
    }
    HostMemory unused = HostMemory.map(vm.client(), RAM_SIZE).value();
    GuestCode none = GuestCode.assemble("", 0, Mode.REAL.bits());
    return new Machine(vm, vm.createVcpu(0).value(), unused, false, Mode.REAL, none);
  }

  /** A machine about to run a program. */
  static Machine running(Vm vm, boolean irqchip, Mode mode, GuestCode code) {
    return vm.client()
        .task()
        .run(() -> {
          Machine machine = bare(vm, irqchip, mode, code);
          machine.ram.write(code.origin() & LOWER_GIB, code.bytes());
          Vcpu vcpu = machine.vcpu;
          vcpu.setSregs(mode.sregs(vcpu.getSregs().value(), machine.ram)).orThrow();
          vcpu.setRegs(mode.regs(code.origin())).orThrow();
          return machine;
        });
  }

  /** A fresh machine with the same memory, and a vCPU that got all that can be read of this one. */
  Machine restored(Kvm kvm) {
    return kvm.client()
        .task()
        .run(() -> {
          Machine fresh = bare(Layout.newVm(kvm), irqchip, mode, code);
          fresh.ram.write(0, ram.read(0, (int) RAM_SIZE));
          VcpuState.save(vcpu, irqchip).restore(fresh.vcpu);
          return fresh;
        });
  }

  /** The same machine, called from another task. */
  Machine by(Kernel.Task task) {
    return new Machine(vm.by(task), vcpu.by(task), ram, irqchip, mode, code);
  }
}
