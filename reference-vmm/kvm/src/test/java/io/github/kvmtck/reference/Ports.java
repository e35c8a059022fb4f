package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.Regs;
import java.util.HexFormat;

/** Single port accesses of a guest, for tests of what stands behind ports. */
final class Ports {
  private static final int DONE = 0x55;
  private static final int IN = 0xec;
  private static final int OUT = 0xee;

  private Ports() {}

  /** One IN of a byte. */
  static int in(Guest guest, int port) {
    run(guest, port, 0, IN);
    return (int) guest.reg("rax") & 0xff;
  }

  /** OUTs of bytes, one after the other. */
  static void out(Guest guest, int port, int... values) {
    for (int value : values) {
      run(guest, port, value, OUT);
    }
  }

  /** Executes: MOV DX, port; MOV AL, value; IN AL, DX or OUT DX, AL; OUT 0x55, AL. */
  private static void run(Guest guest, int port, int value, int access) {
    String code =
        "ba%02x%02xb0%02x%02xe6%02x".formatted(port & 0xff, port >> 8, value, access, DONE);
    guest.ram.write(Guest.CODE, HexFormat.of().parseHex(code));
    guest.vcpu.setRegs(Regs.zero().withRip(Guest.CODE).with("rsp", 0x8000)).orThrow();
    guest.vcpu.run();
    assertThat(guest.run.io().port()).isEqualTo(DONE);
  }
}
