package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest that runs from its first instruction to its end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BootTest {
  private static final String HELLO =
      """
              mov  esi, text
              mov  edx, 0x3f8
      next:   mov  al, [esi]
              test al, al
              jz   done
              out  dx, al
              inc  esi
              jmp  next
      done:   mov  al, 42
              out  0xf4, al
      text:   db   'Hello', 10, 0
      """;

  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void writesToItsSerialPortAndExits(String backend) {
    for (Image image : new Image[] {Bench.code(HELLO), Bench.flat(HELLO), Bench.wide(HELLO)}) {
      StringBuilder text = new StringBuilder();
      try (Kernel kernel = Bench.open(backend);
          Vmm vmm =
              Vmm.of(
                  kernel,
                  VmmConfig.SMALL,
                  image,
                  Peripherals.NONE.withSerial(value -> text.append((char) value)))) {
        Ending ending = Bench.ending(vmm);
        assertThat(ending.state()).as(ending.toString()).isEqualTo(RunState.EXITED);
        assertThat(ending.code()).isEqualTo(42);
        assertThat(text).hasToString("Hello\n");
        assertThat(vmm.devices().ports().count(0x3f8).writes()).isEqualTo(6);
      }
    }
  }
}
