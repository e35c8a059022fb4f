package io.github.kvmtck.monitors.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.monitors.verdict.Finding;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Implication;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.monitors.verdict.RuleVerdict;
import io.github.kvmtck.reference.ReferenceKernel;
import io.github.kvmtck.reports.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * The whole corpus on one backend, or the clients that the system property {@code corpus} is a part
 * of the names of. Some clients wait seconds for nothing, so they run at once.
 */
final class Corpus {
  /** A kernel with an exit reason that no header has. */
  static final String LATER = "later";

  private static final int AT_ONCE = 8;

  private Corpus() {}

  /** A test for each client; aborts with the reason where the backend, or gcc, is not there. */
  static Stream<DynamicTest> on(String backend, Path folder) throws IOException {
    KernelProvider provider = named(KernelProvider.class, it -> it.name().equals(backend));
    Carrier carrier = named(Carrier.class, it -> it.carries(backend));
    provider
        .unavailable()
        .or(carrier::unavailable)
        .or(Corpus::noCompiler)
        .ifPresent(reason -> {
          Assumptions.abort(reason);
        });
    Map<String, Kernel> kernels = new ConcurrentHashMap<>();
    ExecutorService pool =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().factory());
    List<Specimen> those =
        Specimen.all().stream()
            .filter(specimen -> specimen.on().contains(backend))
            .filter(specimen -> specimen.name().contains(System.getProperty("corpus", "")))
            .toList();
    List<Future<Trial>> trials =
        those.stream()
            .map(specimen -> {
              Path own = folder.resolve(specimen.toString());
              Callable<Trial> trial =
                  () -> {
                    needs(provider, specimen);
                    Kernel kernel =
                        kernels.computeIfAbsent(specimen.kernel(), it -> open(provider, it));
                    return Trial.of(specimen, carrier, kernel, own);
                  };
              return pool.submit(trial);
            })
            .toList();
    pool.shutdown();
    return Stream.iterate(0, i -> i < those.size(), i -> i + 1)
        .map(i ->
            DynamicTest.dynamicTest(
                those.get(i).toString(), () -> isReportedAsItIs(result(trials.get(i)))))
        .onClose(() -> kernels.values().forEach(Corpus::close));
  }

  private static void needs(KernelProvider provider, Specimen specimen) {
    Assumptions.assumeTrue(
        specimen.isForMainline() || provider.name().equals("reference"),
        () -> "needs the kernel \"%s\", which only the reference is".formatted(specimen.kernel()));
  }

  private static Kernel open(KernelProvider provider, String kernel) {
    return kernel.equals(LATER)
        ? ReferenceKernel.with(List.of(new LaterExit()))
        : provider.open(new KernelOptions(kernel, List.of()));
  }

  private static Trial result(Future<Trial> trial) throws Throwable {
    try {
      return trial.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private static <T> T named(Class<T> service, Predicate<T> which) {
    return ServiceLoader.load(service).stream()
        .map(ServiceLoader.Provider::get)
        .filter(which)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> noCompiler() {
    try {
      new ProcessBuilder("gcc", "--version").start().destroy();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("gcc is not installed: " + e.getMessage());
    }
  }

  private static void close(Kernel kernel) {
    try {
      kernel.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void isReportedAsItIs(Trial trial) {
    Specimen specimen = trial.specimen();
    Judgement judgement = trial.judgement();
    assertThat(trial.status()).as("exit code; it said: %s", trial.output()).isZero();
    specimen
        .breaks()
        .ifPresent(rule ->
            assertThat(judgement.rule(rule).orElseThrow().findings(specimen.level()))
                .as(
                    "%s is reported as a %s under %s; all findings: %s",
                    specimen, specimen.level(), rule, findings(judgement))
                .isNotEmpty());
    List<String> allowed =
        specimen
            .breaks()
            .filter(_ -> specimen.level() == Level.VIOLATION)
            .map(rule -> Stream.concat(Stream.of(rule), Implication.by(rule).stream()).toList())
            .orElse(List.of());
    assertThat(judgement.rules())
        .filteredOn(verdict -> verdict.verdict() == Verdict.FAIL)
        .as("rules that fail; all findings: %s", findings(judgement))
        .extracting(verdict -> verdict.rule().id())
        .isSubsetOf(allowed);
    assertThat(judgement.findings(Level.WARNING))
        .extracting(finding -> finding.rule().id())
        .as("rules with warnings; all findings: %s", findings(judgement))
        .isSubsetOf(Stream.concat(specimen.breaks().stream(), specimen.also().stream()).toList());
  }

  private static List<Finding> findings(Judgement judgement) {
    return judgement.rules().stream().map(RuleVerdict::findings).flatMap(List::stream).toList();
  }
}
