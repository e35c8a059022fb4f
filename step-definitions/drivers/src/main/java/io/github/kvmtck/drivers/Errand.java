package io.github.kvmtck.drivers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a VMM is started for.
 *
 * @param vmm the command that the user gave: the binary, and arguments of his own
 * @param image the guest: a flat image, of 16-bit code that begins at its first byte and runs at
 *     whichever segment it is put. It may be in read-only memory
 * @param folder for sockets and logs, a fresh one for each start
 * @param vcpus how many
 * @param snapshot to restore; empty for a fresh start
 */
public record Errand(
    List<String> vmm, Path image, Path folder, int vcpus, Optional<Path> snapshot) {

  public Errand {
    vmm = List.copyOf(vmm);
  }

  /** The bytes of the image. */
  public byte[] program() throws DriverException {
    try {
      return Files.readAllBytes(image);
    } catch (IOException e) {
      throw new DriverException("The guest's image %s cannot be read.".formatted(image), e);
    }
  }

  /** What the VMM prints goes here. */
  public Path output() {
    return folder.resolve("output");
  }

  /** What the guest writes to port 0xe9 goes here, if the VMM can write it to a file. */
  public Path debugPort() {
    return folder.resolve("debug-port");
  }
}
