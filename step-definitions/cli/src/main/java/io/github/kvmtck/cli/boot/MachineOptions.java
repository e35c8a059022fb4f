package io.github.kvmtck.cli.boot;

import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.vmm.VmmConfig;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What kind of machine the reference VMM makes, as the command line says it. */
@Command(name = "boot")
public final class MachineOptions {
  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Size.class,
      defaultValue = "16M",
      description = "Guest memory, from 1M to 3G (${DEFAULT-VALUE}).")
  private long memory;

  @Option(
      names = "--irqchip",
      description = "With interrupt controllers and a timer in KVM, so that HLT waits for them.")
  private boolean irqchip;

  @Option(
      names = "--dirty-log",
      paramLabel = "HOW",
      defaultValue = "BITMAP",
      description = "How written pages are told: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private VmmConfig.DirtyLogging dirtyLog = VmmConfig.DirtyLogging.BITMAP;

  /**
   * What these options of {@code boot} say, of a machine with one vCPU.
   *
   * @throws UsageException where they say what no machine can be
   */
  public static VmmConfig parse(List<String> options) {
    MachineOptions machine = new MachineOptions();
    try {
      new CommandLine(machine)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(options.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UsageException("boot: " + e.getMessage(), e);
    }
    return machine.config(1);
  }

  VmmConfig config(int vcpus) {
    try {
      return new VmmConfig(memory, vcpus, irqchip || vcpus > 1, dirtyLog);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
