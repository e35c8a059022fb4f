package io.github.kvmtck.reference.fuzz;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the owner of a VM does to it, between two runs and during one. */
final class Owner {
  private static final int SMBASE = 0x9e;

  /** Those about system calls, FS and GS, the time, EFER, SMBASE, paravirtual time and others. */
  private static final List<Integer> MSRS =
      List.of(
          0x10,
          0x1b,
          0x3b,
          SMBASE,
          0x174,
          0x175,
          0x176,
          0x1d9,
          0x277,
          0x6e0,
          0x808,
          0x830,
          0x4b56_4d00,
          0x4b56_4d01,
          0x4b56_4d03,
          0xc000_0080,
          0xc000_0081,
          0xc000_0082,
          0xc000_0083,
          0xc000_0084,
          0xc000_0100,
          0xc000_0102,
          0xc000_0103);

  private final Vm vm;
  private final Vcpu vcpu;
  private final Layout layout;

  Owner(Vm vm, Vcpu vcpu, Layout layout) {
    this.vm = vm;
    this.vcpu = vcpu;
    this.layout = layout;
  }

  /** Sends the next run into system management mode, where there is code. */
  void systemManagement(Input input) {
    Tables.systemManagement(layout, input);
    msr(SMBASE, Tables.SMBASE);
    var unused = vcpu.ioctl(VcpuEvents.KVM_SMI);
  }

  /** What the owner does between two runs. */
  void act(Input input) {
    Kernel.Task task = vcpu.client().task();
    switch (input.u8()) {
      case 1 -> layout.set(1, 0x20000, input.below(2));
      case 2 -> layout.set(1, input.number(3) & 0xff000, input.below(2));
      case 3 -> layout.set(2, 0x40000, 2);
      case 4 -> layout.set(2, input.number(3) & 0xff000, input.below(4));
      case 5 -> layout.delete(1, task);
      case 6 -> layout.delete(2, task);
      case 7 -> layout.delete(0, task);
      case 8 -> layout.set(0, 0, 0);
      case 9 -> layout.unmap(1, task);
      case 10 -> layout.map(1, task);
      case 11 -> {
        var unused = vcpu.nmi();
      }
      case 12 -> {
        var unused = vcpu.interrupt(input.u8());
      }
      case 13 -> debug(input);
      case 14 -> vcpu.kvmRun().set("request_interrupt_window", input.below(2));
      case 15 -> change(ExtendedState.KVM_GET_XSAVE, ExtendedState.XSAVE, 576, input);
      case 16 -> change(VcpuEvents.KVM_GET_DEBUGREGS, VcpuEvents.DEBUGREGS, 48, input);
      case 17 -> change(VcpuEvents.KVM_GET_VCPU_EVENTS, VcpuEvents.VCPU_EVENTS, 64, input);
      case 18 -> msr(MSRS.get(input.below(MSRS.size())), input.register());
      case 19 -> {
        var unused = vcpu.ioctl(VcpuEvents.KVM_SMI);
      }
      case 20 ->
          layout.poke(Tables.SMM_STATE + input.number(2) % Tables.SMM_STATE_SIZE, input.take(1));
      case 21 -> layout.poke(input.number(3), input.take(1 + input.below(8)));
      case 22 -> {
        var unused = vm.irqLine(input.below(24), input.chance(2));
      }
      case 23 -> {
        var unused = vm.signalMsi(0xfee0_0000L, (int) input.number(2));
      }
      case 24 -> {
        var unused = vcpu.setMpState(input.below(12));
      }
      case 25 -> {
        var unused = vcpu.setRegs(vcpu.getRegs().value().withRflags(input.number(3)));
      }
      default -> {}
    }
  }

  private void debug(Input input) {
    var unused =
        vcpu.setGuestDebug(
            (int) input.number(3),
            input.number(2),
            input.number(2),
            0,
            0,
            0,
            0,
            input.number(4) & 0xffff_ffffL);
  }

  private void msr(int index, long value) {
    var unused = vcpu.setMsrs(List.of(new Msr(index, value)));
  }

  /** Reads a structure, changes some of its bytes, and gives it back: refused or not. */
  private void change(Request get, Struct struct, int length, Input input) {
    byte[] bytes = vcpu.get(get, struct).value().bytes();
    for (int i = input.below(8); i >= 0; i--) {
      bytes[(int) (input.number(2) % length)] = (byte) input.u8();
    }
    var unused = vcpu.ioctl(setterOf(get), StructValue.of(struct, bytes));
  }

  private static Request setterOf(Request get) {
    if (get.equals(ExtendedState.KVM_GET_XSAVE)) {
      return ExtendedState.KVM_SET_XSAVE;
    }
    return get.equals(VcpuEvents.KVM_GET_DEBUGREGS)
        ? VcpuEvents.KVM_SET_DEBUGREGS
        : VcpuEvents.KVM_SET_VCPU_EVENTS;
  }

  /** What another task does while the vCPU runs, if that lasts. */
  @Nullable Consumer<Kernel.Task> meanwhile(Input input) {
    return switch (input.u8()) {
      case 1 -> by -> layout.delete(1, by);
      case 2 -> by -> layout.delete(0, by);
      case 3 -> by -> layout.unmap(1, by);
      case 4 -> by -> layout.unmap(0, by);
      case 5 -> by -> layout.map(0, by);
      default -> null;
    };
  }
}
