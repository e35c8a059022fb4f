package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RCPSS and RSQRTSS are as near to the truth as SDM vol. 2 asks for. */
class ApproximationTest {
  private static final double BOUND = 1.5 * 0x1p-12;

  @ParameterizedTest
  @CsvSource({"f3 0f 53 c1, -1", "f3 0f 52 c1, -0.5"})
  void theRelativeErrorIsBounded(String code, double power) {
    try (Machine machine = Machine.realMode(code)) {
      machine.cpu.control.cr4(Control.CR4_OSFXSR);
      for (int bits = 0x0100_0000; bits < 0x7e00_0000; bits += 0x1_2345) {
        machine.cpu.rip = Machine.CODE;
        machine.cpu.vectors.xmm[2] = bits;
        machine.run(1);
        double truth = Math.pow(Float.intBitsToFloat(bits), power);
        float seen = Float.intBitsToFloat((int) machine.cpu.vectors.xmm[0]);
        assertThat(Math.abs(seen - truth)).as("%x", bits).isLessThanOrEqualTo(truth * BOUND);
      }
    }
  }
}
