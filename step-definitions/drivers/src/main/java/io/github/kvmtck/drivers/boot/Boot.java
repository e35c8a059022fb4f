package io.github.kvmtck.drivers.boot;

import io.github.kvmtck.drivers.Companions;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.Driver;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import io.github.kvmtck.drivers.UnixSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The reference VMM as a process: {@code kvm-tck boot}. */
public final class Boot implements Driver {
  /** What it is called in reports, whichever way it comes to life. */
  public static final String NAME = "reference VMM";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> command(Errand errand) {
    List<String> command = new ArrayList<>(errand.vmm());
    command.addAll(List.of("--control", socket(errand).toString()));
    command.addAll(List.of("--debug-port", errand.debugPort().toString()));
    if (errand.snapshot().isPresent()) {
      command.addAll(List.of("--restore", errand.snapshot().get().toString()));
    } else {
      command.addAll(List.of("--vcpus", Integer.toString(errand.vcpus())));
      command.add(errand.image().toString());
    }
    return List.copyOf(command);
  }

  @Override
  public Control connect(Errand errand, Companions companions, Duration patience)
      throws DriverException, InterruptedException {
    return new BootControl(
        new SocketWire(UnixSocket.connect(socket(errand), patience)),
        errand,
        () -> OtherProcess.of(errand, companions, patience));
  }

  private static Path socket(Errand errand) {
    return errand.folder().resolve("control");
  }
}
