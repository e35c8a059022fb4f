package io.github.kvmtck.cli.boot;

import io.github.kvmtck.vmm.Image;
import io.github.kvmtck.x86.asm.Assembler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The guest of {@code kvm-tck boot --demo}, assembled from its source. */
final class Demo {
  private static final String SOURCE = "demo.asm";

  private Demo() {}

  static Image image() throws IOException {
    try (InputStream in = Objects.requireNonNull(Demo.class.getResourceAsStream(SOURCE))) {
      String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Image.bootSector(Assembler.assemble(source, Image.BOOT_SECTOR, 16).bytes());
    }
  }
}
