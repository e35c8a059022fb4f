package io.github.kvmtck.drivers.qemu;

import io.github.kvmtck.drivers.Companions;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.Driver;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** QEMU's x86 system emulators. */
public final class Qemu implements Driver {

  @Override
  public String name() {
    return "QEMU";
  }

  /**
   * The user's own arguments come last, so that they can overrule ours; QEMU takes the first
   * accelerator that works, so ours is left out where he names one.
   *
   * <p>The image takes the place of the firmware: SeaBIOS is slow where real mode is emulated, and
   * the guest then runs from its first instruction.
   */
  @Override
  public List<String> command(Errand errand) throws DriverException {
    List<String> command = new ArrayList<>(List.of(errand.vmm().getFirst()));
    command.addAll(List.of("-no-user-config", "-nodefaults", "-display", "none", "-no-reboot"));
    if (!errand.vmm().contains("-accel")) {
      command.addAll(List.of("-accel", "kvm"));
    }
    command.addAll(List.of("-smp", Integer.toString(errand.vcpus())));
    command.addAll(List.of("-m", "64M,slots=8,maxmem=1G"));
    command.addAll(List.of("-bios", Firmware.of(errand).toString()));
    if (errand.vmm().stream().noneMatch(word -> word.contains("microvm"))) {
      // A card whose registers are memory that a guest can use; microvm has no PCI bus for it.
      command.addAll(List.of("-device", "e1000,addr=5,romfile="));
    }
    command.addAll(List.of("-serial", "null"));
    command.addAll(List.of("-debugcon", "file:" + errand.debugPort()));
    command.addAll(List.of("-qmp", "unix:" + socket(errand) + ",server=on,wait=off"));
    errand
        .snapshot()
        .ifPresent(file -> command.addAll(List.of("-incoming", "exec:cat '" + file + "'")));
    command.addAll(errand.vmm().subList(1, errand.vmm().size()));
    return List.copyOf(command);
  }

  @Override
  public Control connect(Errand errand, Companions companions, Duration patience)
      throws DriverException, InterruptedException {
    QemuControl control = new QemuControl(Qmp.connect(socket(errand), patience), patience);
    try {
      control.awaitState();
      return control;
    } catch (DriverException | InterruptedException e) {
      control.close();
      throw e;
    }
  }

  private static Path socket(Errand errand) {
    return errand.folder().resolve("qmp");
  }
}
