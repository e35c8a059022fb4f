package io.github.kvmtck.drivers.qemu;

import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A flat image in the place of QEMU's firmware: the last 64 KiB below 4 GiB, and below 1 MiB. */
final class Firmware {
  private static final int SIZE = 0x10000;

  /** Where a processor begins (SDM 3A 10.1.4). */
  private static final int RESET_VECTOR = 0xfff0;

  /** {@code jmp 0xf000:0}: out of the copy below 4 GiB. */
  private static final byte[] JUMP = {(byte) 0xea, 0, 0, 0, (byte) 0xf0};

  private Firmware() {}

  /** Writes the firmware into the errand's folder. */
  static Path of(Errand errand) throws DriverException {
    byte[] program = errand.program();
    if (program.length > RESET_VECTOR) {
      throw new DriverException(
          "The guest's image has %d bytes, and %d fit into QEMU's firmware."
              .formatted(program.length, RESET_VECTOR));
    }
    byte[] firmware = new byte[SIZE];
    System.arraycopy(program, 0, firmware, 0, program.length);
    System.arraycopy(JUMP, 0, firmware, RESET_VECTOR, JUMP.length);
    Path file = errand.folder().resolve("firmware");
    try {
      Files.write(file, firmware);
    } catch (IOException e) {
      throw new DriverException("The guest's image cannot be written to %s.".formatted(file), e);
    }
    return file;
  }
}
