package io.github.kvmtck.drivers;

import io.github.kvmtck.drivers.http.CloudHypervisor;
import io.github.kvmtck.drivers.http.Firecracker;
import io.github.kvmtck.drivers.qemu.Qemu;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which driver is for which VMM. */
public final class Drivers {
  private record Known(String binary, Supplier<Driver> driver) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known("qemu-system-(x86_64|i386)", Qemu::new),
          new Known("qemu-kvm|kvm", Qemu::new),
          new Known("firecracker", Firecracker::new),
          new Known("cloud-hypervisor", CloudHypervisor::new));

  private Drivers() {}

  /** The driver for a command, told by the name of its binary; empty where there is none. */
  public static Optional<Driver> of(List<String> command) {
    String binary = String.valueOf(Path.of(command.getFirst()).getFileName());
    return KNOWN.stream()
        .filter(known -> binary.matches(known.binary))
        .findFirst()
        .map(known -> known.driver.get());
  }

  /** The names of all that there are, for messages. */
  public static List<String> names() {
    return KNOWN.stream().map(known -> known.driver.get().name()).distinct().toList();
  }
}
