package io.github.kvmtck.cli.run;

import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.backends.Plugin;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Option;

/** What to run on: the options of every command that runs scenarios. */
public final class BackendOptions {
  @Option(
      names = "--backend",
      split = ",",
      paramLabel = "BACKEND",
      defaultValue = "reference",
      completionCandidates = Candidates.OfBackends.class,
      description = "What to run on (${DEFAULT-VALUE}). Only `kvm-tck run` takes several.")
  private List<String> backends = List.of();

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      description = "A jar that brings a backend. Repeatable.")
  private List<Path> plugins = List.of();

  /**
   * Every backend that is named, once each.
   *
   * @throws UsageException where one is not there
   */
  List<KernelProvider> all() {
    Backends known = Backends.installed();
    for (Path plugin : plugins) {
      known = known.with(Plugin.open(plugin));
    }
    return new LinkedHashSet<>(backends).stream().map(known::named).toList();
  }

  /**
   * The backend, for a command that takes one.
   *
   * @throws UsageException where it is not there, or where there are several
   */
  public KernelProvider only() {
    List<KernelProvider> all = all();
    if (all.size() > 1) {
      throw new UsageException(
          "This command takes one backend at a time, and --backend names "
              + String.join(", ", all.stream().map(KernelProvider::name).toList())
              + ".");
    }
    return all.getFirst();
  }
}
