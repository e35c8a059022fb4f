package io.github.kvmtck.kvm.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the machine says of itself, for a report.
 *
 * @param root the root directory; another one in tests
 */
public record Host(Path root) {
  public Host() {
    this(Path.of("/"));
  }

  /** {@code uname -r}. */
  public String release() {
    return line("proc/sys/kernel/osrelease").orElse("unknown");
  }

  /**
   * The vendor module. More than one can be there: a kernel with all of them built in, where the
   * processor decides.
   */
  public String vendorModule() {
    Set<String> modules = kvmModules();
    Set<String> flags = Set.of(processor().getOrDefault("flags", "").split(" "));
    if (flags.contains("vmx") && modules.contains("kvm_intel")) {
      return "kvm_intel";
    }
    if (flags.contains("svm") && modules.contains("kvm_amd")) {
      return "kvm_amd";
    }
    return modules.stream()
        .filter(module -> !module.equals("kvm_intel") && !module.equals("kvm_amd"))
        .sorted()
        .findFirst()
        .orElse("unknown");
  }

  /** Further facts by name. */
  public SortedMap<String, String> facts() {
    Map<String, String> processor = processor();
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("cpu", processor.getOrDefault("model name", "unknown"));
    facts.put("cpus", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("hypervisor", hypervisor(processor));
    facts.put(
        "nested", line("sys/module/" + vendorModule() + "/parameters/nested").orElse("unknown"));
    facts.put("other-vms", String.valueOf(otherVms()));
    return facts;
  }

  /** VMs of other processes, as far as this user may see them: they make races less even. */
  public long otherVms() {
    long self = ProcessHandle.current().pid();
    try (Stream<Path> processes = Files.list(root.resolve("proc"))) {
      return processes
          .filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(path -> !path.endsWith(String.valueOf(self)))
          .mapToLong(Host::vms)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long vms(Path process) {
    return Links.in(process.resolve("fd")).values().stream()
        .filter("anon_inode:kvm-vm"::equals)
        .count();
  }

  private String hypervisor(Map<String, String> processor) {
    if (!List.of(processor.getOrDefault("flags", "").split(" ")).contains("hypervisor")) {
      return "none";
    }
    return Stream.of("sys_vendor", "product_name")
        .flatMap(name -> line("sys/class/dmi/id/" + name).stream())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(" "), names -> names.isBlank() ? "unknown" : names));
  }

  private Set<String> kvmModules() {
    try (Stream<Path> modules = Files.list(root.resolve("sys/module"))) {
      return modules
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("kvm_"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      return Set.of();
    }
  }

  /** The first processor of /proc/cpuinfo. */
  private Map<String, String> processor() {
    Map<String, String> fields = new TreeMap<>();
    for (String line : lines("proc/cpuinfo")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private Optional<String> line(String path) {
    return lines(path).stream().findFirst().map(String::strip);
  }

  private List<String> lines(String path) {
    try {
      return Files.readAllLines(root.resolve(path));
    } catch (IOException e) {
      return List.of();
    }
  }
}
