package io.github.kvmtck.suite.run;

import io.github.kvmtck.api.About;
import io.github.kvmtck.reports.RunInfo.Environment;
import io.github.kvmtck.suite.SuiteVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a run takes place, for its report. */
public final class Host {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  private Host() {}

  /**
   * The environment of a run.
   *
   * @param about the kernel under test; empty where it could not be opened
   */
  public static Environment environment(Optional<About> about) {
    return new Environment(
        about.map(About::release).orElseGet(() -> System.getProperty("os.version", "unknown")),
        about.map(About::vendor).filter(vendor -> !vendor.isEmpty()),
        fact(about, "cpu").or(() -> cpuinfo("model name")).orElse("unknown"),
        fact(about, "hypervisor").filter(name -> !name.equals("none")).or(Host::hypervisor),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        SuiteVersion.current().commit());
  }

  private static Optional<String> fact(Optional<About> about, String name) {
    return about.map(a -> a.environment().get(name)).filter(value -> !value.isEmpty());
  }

  /** The flag that CPUID leaf 1 sets in ECX bit 31 under every hypervisor that admits it is one. */
  private static Optional<String> hypervisor() {
    return cpuinfo("flags")
        .filter(flags -> (" " + flags + " ").contains(" hypervisor "))
        .map(_ -> "under a hypervisor");
  }

  private static Optional<String> cpuinfo(String key) {
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
