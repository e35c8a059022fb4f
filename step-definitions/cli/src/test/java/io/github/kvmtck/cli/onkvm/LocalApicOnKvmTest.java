package io.github.kvmtck.cli.onkvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Local APICs: random modes, registers and messages, on up to three vCPUs with and without an I/O
 * APIC in the kernel, leave the same state. A VM without system management mode takes no SMI, so
 * that none is sent.
 */
class LocalApicOnKvmTest {
  private static final int STEPS = 40;
  private static final int[] REGISTERS = {
    2, 3, 8, 0xa, 0xb, 0xd, 0xe, 0xf, 0x10, 0x28, 0x2f, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36,
    0x37, 0x3e, 0x3f, 0x40
  };
  private static final int[] MODES = {0, 0x800, 0xc00, 0x800, 0xc00, 0x400};
  private static final int[] SET = {0x20, 0x80, 0xd0, 0xe0, 0xf0, 0xf0, 0x100, 0x200, 0x350, 0x310};
  private static final int TMICT = 0x380;
  private static final int TMCCT = 0x390;

  private static void prepare(Vm vm, boolean split, int api) {
    if (split) {
      vm.enableCap(Capability.KVM_CAP_SPLIT_IRQCHIP, 24).orThrow();
    } else {
      vm.createIrqchip().orThrow();
    }
    vm.enableCap(Capability.KVM_CAP_X2APIC_API, api).orThrow();
  }

  /** KVM has a new vCPU among the addresses when its state is set, and not before. */
  private static void start(Machine machine, boolean cpuid) {
    for (Vcpu vcpu : machine.vcpus) {
      if (cpuid) {
        vcpu.setCpuid2(Machine.CPUID).orThrow();
      }
      vcpu.setLapic(vcpu.getLapic().value()).orThrow();
    }
  }

  private static ByteBuffer page(Vcpu vcpu) {
    return ByteBuffer.wrap(vcpu.getLapic().value().bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String state(Machine machine) {
    StringBuilder state = new StringBuilder();
    for (Vcpu vcpu : machine.vcpus) {
      ByteBuffer page = page(vcpu);
      for (int at = 0; at < Interrupts.KVM_APIC_REG_SIZE; at += 0x10) {
        if (page.getInt(at) != 0 && at != TMCCT) {
          state.append("%x=%x ".formatted(at, page.getInt(at)));
        }
      }
      state.append("base=%x; ".formatted(vcpu.getSregs().value().get("apic_base")));
    }
    return state.toString();
  }

  private static String writeMsr(Vcpu vcpu, int index, long value) {
    var answer = vcpu.setMsrs(List.of(new Msr(index, value))).result();
    return "wrmsr %x %x: %s".formatted(index, value, answer);
  }

  private static String register(Vcpu vcpu, Random random) {
    int register = REGISTERS[random.nextInt(REGISTERS.length)];
    long value =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(256);
          case 1 -> 0x1ff;
          case 2 -> random.nextInt() & 0xffff_ffffL;
          default -> random.nextLong();
        };
    return switch (register) {
      case 0x30 -> {
        long mode = random.nextInt(3) == 0 ? 0x400 : 0;
        yield writeMsr(vcpu, 0x830, value & 0xffff_ffff_000c_c8ffL | mode);
      }
      case 0x32 -> writeMsr(vcpu, 0x832, value & 0xffff | 0x1_0000);
      default -> writeMsr(vcpu, 0x800 + register, value);
    };
  }

  private static String set(Vcpu vcpu, Random random) {
    ByteBuffer page = page(vcpu);
    int register = SET[random.nextInt(SET.length)];
    int value =
        switch (register) {
          case 0xf0 -> 0x1ff;
          case 0xe0 -> random.nextBoolean() ? -1 : 0x0fff_ffff;
          case 0x100, 0x200 -> random.nextInt() & 0xffff_0000;
          case 0xd0 -> random.nextBoolean() ? 1 << 24 + random.nextInt(8) : random.nextInt();
          default -> random.nextInt();
        };
    page.putInt(register, value).putInt(TMICT, 0);
    byte[] bytes = new byte[page.capacity()];
    page.get(0, bytes);
    var answer = vcpu.setLapic(StructValue.of(Interrupts.LAPIC_STATE, bytes));
    return "set %x %x: %s".formatted(register, value, answer.result());
  }

  private static String message(Machine machine, Random random) {
    int destination =
        switch (random.nextInt(4)) {
          case 0 -> 0xff;
          case 1 -> 1 << random.nextInt(8);
          default -> random.nextInt(4);
        };
    long address = 0xfee0_0000L | destination << 12 | random.nextInt(4) << 2;
    long upper =
        random.nextInt(4) == 0 ? (long) random.nextInt(3) << 32 + 8 * random.nextInt(2) : 0;
    int vector = 0x10 + random.nextInt(0xf0);
    int mode = new int[] {0, 0, 0, 1, 4, 5}[random.nextInt(6)];
    int data = vector | mode << 8 | (random.nextInt(3) == 0 ? 0x8000 : 0);
    return "msi %x %x: %s"
        .formatted(address | upper, data, machine.vm.signalMsi(address | upper, data).result());
  }

  private static String step(Machine machine, Random random) {
    Vcpu vcpu = machine.vcpus.get(random.nextInt(machine.vcpus.size()));
    String done =
        switch (random.nextInt(7)) {
          case 0 -> {
            long boot = vcpu.id() == 0 ? 0x100 : 0;
            int mode = MODES[random.nextInt(MODES.length)];
            yield writeMsr(vcpu, 0x1b, 0xfee0_0000L | boot | mode);
          }
          case 1, 2 -> register(vcpu, random);
          case 3 -> {
            int index = 0x800 + random.nextInt(0x39);
            yield "rdmsr %x: %s".formatted(index, vcpu.getMsrs(List.of(index)).value());
          }
          case 4 -> set(vcpu, random);
          default -> message(machine, random);
        };
    return "vcpu " + vcpu.id() + " " + done + " " + state(machine);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everyStepLeavesTheSame(long seed) {
    Random random = new Random(seed);
    boolean split = random.nextBoolean();
    int api = random.nextInt(4);
    int vcpus = 1 + random.nextInt(3);
    boolean cpuid = random.nextInt(4) != 0;
    try (Machine.Pair pair = Machine.pair(vm -> prepare(vm, split, api), vcpus)) {
      pair.both().forEach(machine -> start(machine, cpuid));
      Random one = new Random(~seed);
      Random same = new Random(~seed);
      for (int i = 0; i < STEPS; i++) {
        assertThat(step(pair.model(), one))
            .as("split=%s api=%s cpuid=%s step %s", split, api, cpuid, i)
            .isEqualTo(step(pair.real(), same));
      }
    }
  }
}
