package io.github.kvmtck.steps.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.Scenario;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import io.github.kvmtck.monitors.verdict.Finding;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.monitors.verdict.RuleVerdict;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.steps.Attachments;
import io.github.kvmtck.steps.Bench;
import io.github.kvmtck.steps.NotExercised;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one scenario about a VMM owns: its processes, one after the other, and their judgements. */
public final class VmmWorld {
  private static final int CALLS_KEPT = 50;

  private final Bench bench = Bench.mounted();
  private final KernelWorld kernel;
  private final List<Life> lives = new ArrayList<>();
  private @Nullable Scenario scenario;
  private @Nullable Path image;
  private int vcpus = 1;

  public VmmWorld(KernelWorld kernel) {
    this.kernel = kernel;
  }

  void open(Scenario started) {
    scenario = started;
  }

  private Subject subject() {
    return kernel.subject();
  }

  /** Starts the VMM with a guest. */
  void start(byte[] program, int processors)
      throws DriverException, IOException, InterruptedException {
    vcpus = processors;
    Path file = Files.createTempDirectory(subject().folder(), "guest").resolve("image");
    Files.write(file, program);
    image = file;
    begin(Optional.empty());
  }

  /** Starts the VMM again, in a fresh process that takes up where a snapshot ends. */
  void restore(Path snapshot) throws DriverException, IOException, InterruptedException {
    begin(Optional.of(snapshot));
  }

  private void begin(Optional<Path> snapshot)
      throws DriverException, IOException, InterruptedException {
    Errand errand =
        new Errand(
            subject().command(),
            Objects.requireNonNull(image, "no step has given the VMM a guest"),
            Files.createTempDirectory(subject().folder(), "run"),
            vcpus,
            snapshot);
    lives.add(Life.begin(subject(), errand, bench.catalogue(), CALLS_KEPT));
  }

  /** The process that runs now. */
  Life life() {
    return lives.getLast();
  }

  /** Where the next snapshot goes. */
  Path nextSnapshot() {
    return life().errand().folder().resolve("snapshot");
  }

  /** What the VMM says of its guest, for messages. */
  String state() {
    try {
      return life().state().toString();
    } catch (DriverException | NotRun e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Whether its guest writes nothing any more: a VMM that cannot be asked has ended. */
  boolean isOver() {
    try {
      return saysItIsOver();
    } catch (DriverException e) {
      return true;
    } catch (NotRun e) {
      return false;
    }
  }

  private boolean saysItIsOver() throws DriverException {
    Control.State state = life().state();
    return state == Control.State.CRASHED || state == Control.State.ENDED;
  }

  void pause() throws DriverException, InterruptedException {
    tell(Activity.PAUSE, Control::pause);
  }

  void resume() throws DriverException, InterruptedException {
    tell(Activity.RESUME, Control::resume);
  }

  /**
   * Has the VMM do something with a guest that is to go on afterwards.
   *
   * @throws GuestIsOver where it does not for that reason
   */
  void tell(Activity activity, Life.Command command) throws DriverException, InterruptedException {
    try {
      life().tell(activity, command);
    } catch (DriverException e) {
      // Who cannot even be asked may have lost its driver, and not its guest.
      if (saysItIsOver()) {
        hold(() -> {
          throw new GuestIsOver(e);
        });
      }
      throw e;
    }
  }

  /**
   * Waits until the guest has gone round: what it writes first it may have checked before, or not
   * at all.
   */
  void goesOn() {
    int before = said().length();
    hold(() ->
        Patience.until(
            () ->
                assertThat(said().length())
                    .as("characters that the guest has written; the VMM says it is " + state())
                    .isGreaterThan(before + 1),
            this::isOver));
  }

  /** How often its vCPUs were stopped, in all processes, as one of them counts it. */
  int stops(ToIntFunction<Stops> counted) {
    return lives.stream().map(Life::stops).mapToInt(counted).sum();
  }

  /** Everything that the guest has said, in all processes. */
  String said() {
    return lives.stream().map(Life::said).collect(Collectors.joining());
  }

  /**
   * Ends the VMM and looks what its calls say of the scenario's rule.
   *
   * @throws AssertionError where they break it
   * @throws NotExercised where it had no occasion
   */
  void judge() throws InterruptedException {
    Rule rule = rule();
    long exercised = 0;
    List<Finding> violations = new ArrayList<>();
    for (Life life : lives) {
      Judgement judgement = life.end();
      Optional<RuleVerdict> verdict = judgement.rule(rule.id());
      exercised += verdict.map(RuleVerdict::exercised).orElse(0L);
      violations.addAll(violations(judgement, verdict));
    }
    Attachments.count(scenario(), "exercised", Map.of(rule.id(), (int) exercised));
    if (!violations.isEmpty()) {
      throw new AssertionError(
          violations.stream().map(Finding::toString).collect(Collectors.joining("\n\n")));
    }
    if (exercised == 0) {
      throw new NotExercised(
          "the VMM was brought there, and its calls show no occasion for " + rule.id());
    }
  }

  /** Those of the rule, or of the one whose breach implies that of this one. */
  private static List<Finding> violations(Judgement judgement, Optional<RuleVerdict> verdict) {
    Optional<RuleVerdict> primary =
        verdict.flatMap(RuleVerdict::impliedBy).flatMap(judgement::rule);
    return primary.or(() -> verdict).map(v -> v.findings(Level.VIOLATION)).orElse(List.of());
  }

  private Rule rule() {
    return scenario().getSourceTagNames().stream()
        .flatMap(tag -> bench.catalogue().rule(tag.substring(1)).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the scenario has no rule"));
  }

  private Scenario scenario() {
    return Objects.requireNonNull(scenario, "the scenario has not begun");
  }

  /**
   * What a guest or a VMM did is held against it only where every call reached the kernel.
   *
   * @throws NotRun where the carrier lost one
   */
  void hold(Runnable assertion) {
    try {
      assertion.run();
    } catch (AssertionError e) {
      long lost = lives.stream().mapToLong(Life::lost).sum();
      if (lost > 0) {
        throw new NotRun(
            "a signal ended %d calls of the VMM before they were seen; what came of it is not the"
                    .formatted(lost)
                + " VMM's: "
                + e.getMessage());
      }
      throw e;
    }
  }

  /** It did not do what it was told, which it may: how is told in the report. */
  void gaveUp(Throwable why) {
    List<String> printed = life().printed().lines().toList();
    Attachments.observation(
        scenario(),
        "gave up",
        why.getMessage() + (printed.isEmpty() ? "" : " It printed: " + printed.getLast()));
  }

  /** Ends what still runs; of a scenario that failed the last calls are kept. */
  void close() throws InterruptedException {
    for (Life life : lives) {
      if (scenario().isFailed()) {
        Attachments.lastCalls(scenario(), life.lastCalls() + "\n" + life.printed());
      }
      life.end();
    }
    kernel.close();
  }
}
