package io.github.kvmtck.drivers;

import io.github.kvmtck.drivers.boot.Boot;
import io.github.kvmtck.drivers.http.CloudHypervisor;
import io.github.kvmtck.drivers.http.Firecracker;
import io.github.kvmtck.drivers.qemu.Qemu;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which driver is for which VMM. */
public final class Drivers {
  private record Known(String command, Supplier<Driver> driver) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known("qemu-system-(x86_64|i386)( .*)?", Qemu::new),
          new Known("(qemu-kvm|kvm)( .*)?", Qemu::new),
          new Known("firecracker( .*)?", Firecracker::new),
          new Known("cloud-hypervisor( .*)?", CloudHypervisor::new),
          new Known("kvm-tck boot( .*)?", Boot::new));

  private Drivers() {}

  /**
   * The driver for a command, told by the name of its binary and, of kvm-tck, by what it is to do;
   * empty where there is none.
   */
  public static Optional<Driver> of(List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.set(0, String.valueOf(Path.of(command.getFirst()).getFileName()));
    String line = String.join(" ", words);
    return KNOWN.stream()
        .filter(known -> line.matches(known.command))
        .findFirst()
        .map(known -> known.driver.get());
  }

  /** The names of all that there are, for messages. */
  public static List<String> names() {
    return KNOWN.stream().map(known -> known.driver.get().name()).distinct().toList();
  }
}
