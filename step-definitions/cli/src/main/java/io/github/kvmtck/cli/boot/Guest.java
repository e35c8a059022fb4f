package io.github.kvmtck.cli.boot;

import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.vmm.Image;
import io.github.kvmtck.vmm.VmmConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is booted, as the command line says it. */
final class Guest {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "IMAGE",
      description = "A flat image: a file whose first byte is the first instruction.")
  private @Nullable Path file;

  @Option(names = "--demo", description = "A guest that comes with this program.")
  private boolean demo;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      converter = Size.class,
      defaultValue = "0x7c00",
      description = "Where the image goes (${DEFAULT-VALUE}).")
  private long address;

  @Option(
      names = "--entry",
      paramLabel = "MODE",
      defaultValue = "REAL",
      description = "How it starts: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Image.Entry entry = Image.Entry.REAL;

  @Mixin private final MachineOptions machine = new MachineOptions();

  @Option(
      names = "--vcpus",
      paramLabel = "N",
      defaultValue = "1",
      description = "vCPUs (${DEFAULT-VALUE}); several have interrupt controllers.")
  private int vcpus;

  /** The image; empty where none is named. */
  Optional<Image> image() throws IOException {
    if (demo && file != null) {
      throw new UsageException("An image and --demo cannot both be booted.");
    }
    if (demo) {
      return Optional.of(Demo.image());
    }
    if (file == null) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      throw new UsageException("There is no file " + file + ".");
    }
    try {
      return Optional.of(new Image(Files.readAllBytes(file), address, entry));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  VmmConfig config() {
    return machine.config(vcpus);
  }
}
