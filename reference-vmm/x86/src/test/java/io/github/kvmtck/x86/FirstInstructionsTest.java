package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Flags;
import org.junit.jupiter.api.Test;

class FirstInstructionsTest {

  @Test
  void arithmeticAndMoves() {
    try (Machine m = Machine.realMode("b8ff7f 050100 a30020 80060020ff 66b878563412 0fc8")) {
      assertThat(m.run(4)).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.r[0]).isEqualTo(0x8000);
      assertThat(m.cpu.rip).isEqualTo(Machine.CODE + 14);
      assertThat(m.cpu.flags.get() & Flags.ARITHMETIC).isEqualTo(Flags.SF | Flags.PF);
    }
  }
}
