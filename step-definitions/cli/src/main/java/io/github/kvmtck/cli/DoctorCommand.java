package io.github.kvmtck.cli;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at the machine. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Looks at this machine: what is there, and what it costs where it is not.")
final class DoctorCommand implements Callable<Integer> {
  private static final SortedMap<String, String> TOOLS =
      new TreeMap<>(
          Map.of(
              "as", "the assembler is not compared with GNU as, form by form",
              "dmesg", "kernel messages may be missing from the report",
              "gcc", "layouts and numbers are compared with the committed table only",
              "git", "reports do not name the commit of the suite",
              "objdump", "the printer is not compared with GNU objdump"));

  private final Terminal terminal;
  private final SuiteFiles files;

  DoctorCommand(Terminal terminal, SuiteFiles files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() throws IOException {
    NeededCapabilities needed = NeededCapabilities.of(BrokenSuite.suite(files));
    found("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
    for (KernelProvider provider : Backends.installed().all()) {
      backend(provider, needed);
    }
    TOOLS.forEach(this::tool);
    terminal.out().flush();
    return 0;
  }

  private void backend(KernelProvider provider, NeededCapabilities needed) {
    String name = "backend " + provider.name();
    switch (Opened.open(provider, KernelOptions.MAINLINE)) {
      case Opened.Absent absent ->
          missing(name, absent.reason(), "its scenarios are NOT-RUN, and a run of it exits with 3");
      case Opened.Ready ready -> {
        try (ready) {
          About about = ready.kernel().about();
          found(name, provider.description());
          fact("release", about.release());
          fact("vendor module", about.vendor());
          about.environment().forEach(this::fact);
          fact(
              "schedule",
              ready.kernel().schedule().isPresent()
                  ? "races are made certain"
                  : "none: a race is repeated, and any allowed outcome passes");
          needed
              .missing(ready.kernel())
              .forEach((capability, rules) ->
                  missing(
                      capability.toString(),
                      "not of this kernel",
                      "scenarios of " + String.join(", ", rules) + " are NOT-APPLICABLE"));
        }
      }
    }
  }

  private void tool(String name, String cost) {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    found.ifPresentOrElse(
        path -> found(name, path.toString()), () -> missing(name, "not found", cost));
  }

  private void found(String what, String text) {
    terminal
        .out()
        .println(terminal.styled("green", "ok       ") + "%-24s %s".formatted(what, text));
  }

  private void fact(String name, String value) {
    terminal.out().println("           %-16s %s".formatted(name, value));
  }

  private void missing(String what, String text, String cost) {
    terminal
        .out()
        .println(terminal.styled("yellow", "missing  ") + "%-24s %s".formatted(what, text));
    terminal.out().println("           without it: " + cost);
  }
}
