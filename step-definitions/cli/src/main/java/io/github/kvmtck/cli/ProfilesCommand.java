package io.github.kvmtck.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.Profiles;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.json.Json;
import io.github.kvmtck.suite.backends.Backends;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what {@code --profile} takes. */
@Command(
    name = "profiles",
    mixinStandardHelpOptions = true,
    description =
        "Lists what --profile takes: the profiles of each backend, and the variations that can be"
            + " joined to one.")
final class ProfilesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "An array with one object a backend.")
  private boolean json;

  ProfilesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Row(
      String backend, List<Profiles.Profile> profiles, List<Profiles.Variation> variations) {
    static Row of(KernelProvider provider) {
      Profiles offered = provider.profiles();
      return new Row(provider.name(), offered.profiles(), offered.variations());
    }
  }

  @Override
  public Integer call() throws IOException {
    List<Row> rows = Backends.installed().all().stream().map(Row::of).toList();
    if (json) {
      var mapper = Json.mapper().enable(SerializationFeature.INDENT_OUTPUT);
      terminal.out().println(mapper.writeValueAsString(rows));
    } else {
      rows.forEach(this::print);
    }
    terminal.out().flush();
    return 0;
  }

  private void print(Row row) {
    line(terminal.styled("bold", "backend " + row.backend()));
    for (Profiles.Profile profile : row.profiles()) {
      line("  %-12s %s".formatted(profile.name(), contents(profile)));
    }
    if (row.variations().isEmpty()) {
      return;
    }
    line("  variations, joined to a profile by +, as in mainline+NAME:");
    for (Profiles.Variation variation : row.variations()) {
      line("    %-28s %s".formatted(variation.name(), variation.description()));
      if (!variation.conflicts().isEmpty()) {
        line("    %-28s not with %s".formatted("", String.join(", ", variation.conflicts())));
      }
    }
  }

  private static String contents(Profiles.Profile profile) {
    return profile.variations().isEmpty()
        ? "nothing but what Linux has"
        : String.join(", ", profile.variations());
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}
