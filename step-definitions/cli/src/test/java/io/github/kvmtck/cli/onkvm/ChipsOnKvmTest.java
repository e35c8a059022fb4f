package io.github.kvmtck.cli.onkvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The PICs and the IOAPIC: random lines and port accesses leave the same state. */
class ChipsOnKvmTest {
  private static final int[] PORTS = {0x20, 0x21, 0xa0, 0xa1, 0x4d0, 0x4d1};
  private static final int STEPS = 40;
  private static final long RAM = 0x10000;
  private static final long CODE = 0x1000;

  private static HostMemory boot(Machine machine) {
    HostMemory ram = HostMemory.map(machine.client, RAM).value();
    machine.vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    var sregs = machine.vcpu().getSregs().value();
    machine
        .vcpu()
        .setSregs(
            sregs
                .withSegment("cs", Segment.realMode(0))
                .withSegment("ds", Segment.realMode(0))
                .withSegment("ss", Segment.realMode(0)))
        .orThrow();
    return ram;
  }

  /** Executes code that ends with OUT 0x55; what it leaves in AL. */
  private static String execute(Machine machine, HostMemory ram, String code) {
    ram.write(CODE, HexFormat.of().parseHex(code + "e655"));
    machine.vcpu().setRegs(Regs.zero().withRip(CODE).with("rsp", 0x8000)).orThrow();
    String result = machine.vcpu().run().toString();
    return result
        + " "
        + machine.vcpu().kvmRun().exitReasonName()
        + " al="
        + (machine.vcpu().getRegs().value().get("rax") & 0xff);
  }

  private static String line(Machine machine, int line, boolean level) {
    StructValue asked =
        StructValue.of(Interrupts.IRQ_LEVEL).with("irq", line).with("level", level ? 1 : 0);
    var answer = machine.vm.ioctl(Interrupts.KVM_IRQ_LINE_STATUS, asked);
    return answer.result() + " " + answer.left().get("status");
  }

  private static String chips(Machine machine) {
    StringBuilder state = new StringBuilder();
    for (int id = 0; id < 3; id++) {
      StructValue asked = StructValue.of(Interrupts.IRQCHIP).with("chip_id", id);
      StructValue chip = machine.vm.ioctl(Interrupts.KVM_GET_IRQCHIP, asked).value();
      state.append(HexFormat.of().formatHex(chip.bytes("chip.dummy"), 0, 216)).append(' ');
    }
    return state.toString();
  }

  private static String step(Machine machine, HostMemory ram, Random random) {
    int port = PORTS[random.nextInt(PORTS.length)];
    int value = random.nextInt(4) == 0 ? 0x10 | random.nextInt(256) : random.nextInt(256);
    String setPort = "ba%02x%02x".formatted(port & 0xff, port >> 8);
    String answer =
        switch (random.nextInt(4)) {
          case 0 -> line(machine, random.nextInt(16), random.nextBoolean());
          case 1 -> execute(machine, ram, setPort + "ec");
          default -> execute(machine, ram, setPort + "b0%02xee".formatted(value));
        };
    return "port 0x%x value 0x%x: %s ".formatted(port, value, answer) + chips(machine);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyStepLeavesTheSame(long seed) {
    try (Machine.Pair pair = Machine.pair(vm -> vm.createIrqchip().orThrow(), 1)) {
      HostMemory one = boot(pair.model());
      HostMemory other = boot(pair.real());
      Random random = new Random(seed);
      Random same = new Random(seed);
      for (int i = 0; i < STEPS; i++) {
        assertThat(step(pair.model(), one, random))
            .as("step " + i)
            .isEqualTo(step(pair.real(), other, same));
      }
    }
  }
}
