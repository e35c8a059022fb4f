package io.github.kvmtck.vmm;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.vmm.hold.Holds;
import io.github.kvmtck.vmm.state.Refused;
import io.github.kvmtck.vmm.state.Sections;
import io.github.kvmtck.vmm.state.StateReader;
import io.github.kvmtck.vmm.state.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A machine in a file. */
public final class Snapshot {
  private static final String PART = ".part";

  private Snapshot() {}

  /**
   * Saves a machine, which stands still meanwhile. The file is there as a whole or not at all: it
   * is written under another name and renamed when it has reached the disk.
   *
   * @throws Refused for a guest that has crashed or moved away
   */
  public static void save(Vmm vmm, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + PART);
    try (Holds.Hold _ = vmm.pause("snapshot")) {
      Sections state = vmm.save();
      try (FileChannel out =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        StateWriter writer = new StateWriter(Channels.newOutputStream(out), vmm.config().save());
        writer.allPages(vmm.ram());
        writer.end(state);
        out.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * A machine as it was saved, standing still.
   *
   * @throws Refused with one sentence, where the file is none, is damaged, or is not taken
   */
  public static Vmm restore(Kernel kernel, Path file, Peripherals peripherals) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(kernel, in, peripherals);
    }
  }

  /** The same from a stream, up to its end mark. */
  static Vmm read(Kernel kernel, InputStream in, Peripherals peripherals) throws IOException {
    StateReader reader = new StateReader(in);
    Vmm vmm = new Vmm(kernel, VmmConfig.restore(reader.config()), peripherals);
    try {
      vmm.restore(reader.rest(vmm.ram()));
      return vmm;
    } catch (IOException | RuntimeException e) {
      // A guest that is restored by half is never run (SAVE-18).
      vmm.close();
      throw e;
    }
  }
}
