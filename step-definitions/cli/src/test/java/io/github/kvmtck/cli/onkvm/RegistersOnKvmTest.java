package io.github.kvmtck.cli.onkvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State of a vCPU: random events, debug registers, activity states, general registers and XCR0 are
 * taken or refused alike, and read back alike. Special registers are not among them, because this
 * host's KVM refuses modes that it cannot run.
 */
class RegistersOnKvmTest {
  private static final int STEPS = 30;
  private static final List<String> EVENTS =
      List.of(
          "exception.injected",
          "exception.nr",
          "exception.has_error_code",
          "exception.pending",
          "exception.error_code",
          "interrupt.injected",
          "interrupt.nr",
          "interrupt.soft",
          "interrupt.shadow",
          "nmi.injected",
          "nmi.pending",
          "nmi.masked",
          "sipi_vector",
          "flags",
          "exception_has_payload",
          "exception_payload");
  private static final long[] EVENT_FLAGS = {0, 1, 2, 4, 0x10, 0x20, 0x40, 0x37, 7};

  /** RFLAGS without what would trap or is reserved. */
  private static final int FLAGS = 0xcd5;

  private static void prepare(Vm vm, boolean irqchip, boolean payload) {
    if (irqchip) {
      vm.createIrqchip().orThrow();
    }
    vm.enableCap(Capability.KVM_CAP_EXCEPTION_PAYLOAD, payload ? 1 : 0).orThrow();
    vm.enableCap(Capability.KVM_CAP_X86_TRIPLE_FAULT_EVENT, 1).orThrow();
  }

  /** Sets, and tells what became of it. */
  private static String set(Vcpu vcpu, Request request, StructValue value) {
    return request + " " + value + ": " + vcpu.ioctl(request, value).result();
  }

  private static String step(Vcpu vcpu, Random random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> events(vcpu, random);
      case 2 -> debugRegisters(vcpu, random);
      case 3 ->
          random.nextBoolean()
              ? set(
                  vcpu,
                  VcpuEvents.KVM_SET_MP_STATE,
                  StructValue.of(VcpuEvents.MP_STATE).with("mp_state", random.nextInt(12)))
              : registers(vcpu, random);
      default -> xcrs(vcpu, random);
    };
  }

  private static String events(Vcpu vcpu, Random random) {
    StructValue events = vcpu.getVcpuEvents().value();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String field = EVENTS.get(random.nextInt(EVENTS.size()));
      long value =
          switch (field) {
            case "flags" -> EVENT_FLAGS[random.nextInt(EVENT_FLAGS.length)];
            case "exception.nr", "interrupt.nr" -> random.nextInt(40);
            default -> random.nextInt(4);
          };
      events = events.with(field, value);
    }
    return set(vcpu, VcpuEvents.KVM_SET_VCPU_EVENTS, events);
  }

  private static String debugRegisters(Vcpu vcpu, Random random) {
    String field = List.of("db[0]", "db[3]", "dr6", "dr7", "flags").get(random.nextInt(5));
    long value =
        switch (random.nextInt(4)) {
          case 0 -> random.nextLong();
          case 1 -> random.nextInt() & 0xffff_ffffL;
          default -> random.nextInt(4);
        };
    StructValue registers =
        vcpu.get(VcpuEvents.KVM_GET_DEBUGREGS, VcpuEvents.DEBUGREGS).value().with(field, value);
    return set(vcpu, VcpuEvents.KVM_SET_DEBUGREGS, registers);
  }

  private static String registers(Vcpu vcpu, Random random) {
    byte[] bytes = new byte[(int) Registers.REGS.size()];
    random.nextBytes(bytes);
    StructValue registers =
        StructValue.of(Registers.REGS, bytes).with("rflags", 2 | random.nextInt() & FLAGS);
    return set(vcpu, Registers.KVM_SET_REGS, registers);
  }

  private static String xcrs(Vcpu vcpu, Random random) {
    StructValue xcrs =
        StructValue.of(ExtendedState.XCRS)
            .with("nr_xcrs", random.nextInt(3) == 0 ? random.nextInt(20) : 1)
            .with("flags", random.nextInt(8) == 0 ? 1 : 0)
            .with("xcrs[0].xcr", random.nextInt(5) == 0 ? 1 : 0)
            .with("xcrs[0].value", random.nextInt(4));
    return set(vcpu, ExtendedState.KVM_SET_XCRS, xcrs);
  }

  private static StructValue get(Vcpu vcpu, Request request, Struct struct) {
    return vcpu.get(request, struct).value();
  }

  private static List<StructValue> state(Vcpu vcpu) {
    return List.of(
        get(vcpu, VcpuEvents.KVM_GET_MP_STATE, VcpuEvents.MP_STATE),
        get(vcpu, VcpuEvents.KVM_GET_VCPU_EVENTS, VcpuEvents.VCPU_EVENTS),
        get(vcpu, VcpuEvents.KVM_GET_DEBUGREGS, VcpuEvents.DEBUGREGS),
        get(vcpu, Registers.KVM_GET_REGS, Registers.REGS),
        get(vcpu, Registers.KVM_GET_SREGS, Registers.SREGS),
        get(vcpu, ExtendedState.KVM_GET_XCRS, ExtendedState.XCRS));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyStepLeavesTheSame(long seed) {
    Random random = new Random(seed);
    boolean irqchip = random.nextBoolean();
    boolean payload = random.nextBoolean();
    try (Machine.Pair pair = Machine.pair(vm -> prepare(vm, irqchip, payload), 1)) {
      pair.both().forEach(machine -> machine.vcpu().setCpuid2(Machine.CPUID).orThrow());
      Random one = new Random(~seed);
      Random same = new Random(~seed);
      for (int i = 0; i < STEPS; i++) {
        String done = step(pair.model().vcpu(), one);
        assertThat(done).isEqualTo(step(pair.real().vcpu(), same));
        List<StructValue> model = state(pair.model().vcpu());
        List<StructValue> real = state(pair.real().vcpu());
        for (int each = 0; each < model.size(); each++) {
          assertThat(model.get(each).changesSince(real.get(each)))
              .as("irqchip=%s payload=%s step %s %s", irqchip, payload, i, done)
              .isEmpty();
        }
      }
    }
  }
}
