package io.github.kvmtck.cli.run;

import io.github.kvmtck.reports.render.AllureHtml;
import io.github.kvmtck.reports.render.Renderer;
import io.github.kvmtck.suite.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a run writes.
 *
 * @param base where the report over all backends goes
 * @param folders one a backend, in their order; the base itself where there is only one
 */
record Output(Path base, List<Path> folders) {
  static final String JOURNAL = "journal.jsonl";

  /** Runs of a part of the suite go here, so that none takes the place of a run of all of it. */
  private static final String PART = "part";

  /**
   * @param given with {@code --out}
   * @param home the folder of the project, where the default output goes
   * @param whole whether every scenario of the suite is run
   */
  static Output of(Optional<Path> given, Path home, boolean whole, List<String> backends) {
    Path runs = Home.runs(home);
    Path usual = whole ? runs : runs.resolve(PART);
    if (backends.size() == 1) {
      Path folder = given.orElseGet(() -> usual.resolve(backends.getFirst()));
      return new Output(folder, List.of(folder));
    }
    Path base = given.orElse(usual);
    return new Output(base, backends.stream().map(base::resolve).toList());
  }

  /**
   * Makes the folders, or none of them.
   *
   * @throws UsageException where one cannot be written to
   */
  void create() throws IOException {
    folders.forEach(Output::check);
    for (Path folder : folders) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UsageException("The folder " + folder + " cannot be made.", e);
      }
    }
  }

  /** An older run must not be taken for a part of this one, nor its report for this one's. */
  void forgetRunsBefore(Instant session) throws IOException {
    forget(base.resolve(AllureHtml.FILE), session);
    for (Path folder : folders) {
      forget(folder.resolve(JOURNAL), session);
      for (Renderer renderer : Renderer.all()) {
        forget(folder.resolve(renderer.name()), session);
      }
    }
  }

  private static void forget(Path path, Instant session) throws IOException {
    if (Files.exists(path) && Files.getLastModifiedTime(path).toInstant().isBefore(session)) {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static void check(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = parent(existing);
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new UsageException(
          "The folder " + folder + " cannot be written to; name another one with --out.");
    }
  }

  private static @Nullable Path parent(Path path) {
    return path.getParent();
  }
}
