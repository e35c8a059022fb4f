package io.github.kvmtck.suite.stability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.sample.FakeKernel;
import io.github.kvmtck.suite.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StabilityTest {

  @Test
  void aKernelThatAnswersTheSameIsStable() throws IOException, InterruptedException {
    List<Repetition> told = new ArrayList<>();
    Stability stability = repeater(new FakeKernel.Provider()).run(List.of(1, 2), 2, 7, told::add);

    assertThat(stability.stable()).isTrue();
    assertThat(told)
        .isEqualTo(stability.repetitions())
        .extracting(Repetition::jobs)
        .containsExactly(1, 1, 2, 2);
    assertThat(told).extracting(Repetition::seed).doesNotHaveDuplicates();
    assertThat(told.getFirst().totals()).containsEntry(Outcome.PASSED, 2L);
  }

  @Test
  void whatChangesFromRunToRunIsNamedWithTheRunsThatHadIt()
      throws IOException, InterruptedException {
    Stability stability = repeater(new Moody()).run(List.of(1), 3, 7, _ -> {});

    assertThat(stability.stable()).isFalse();
    assertThat(stability.unstable().sequencedKeySet())
        .containsExactly("SAMPLE-05/a-kernel-says-good-morning");
    var outcomes = stability.unstable().firstEntry().getValue();
    assertThat(outcomes.get(Outcome.PASSED)).hasSize(2);
    assertThat(outcomes.get(Outcome.FAILED)).containsExactly(stability.repetitions().get(1));
    assertThat(stability.repetitions().get(1).differences(stability.repetitions().get(0)))
        .isEqualTo(1);
  }

  @Test
  void theSameSeedGivesTheSameOrders() throws IOException, InterruptedException {
    Repeater repeater = repeater(new FakeKernel.Provider());
    assertThat(repeater.run(List.of(1), 3, 7, _ -> {}).repetitions())
        .extracting(Repetition::seed)
        .isEqualTo(
            repeater.run(List.of(1), 3, 7, _ -> {}).repetitions().stream()
                .map(Repetition::seed)
                .toList());
  }

  private static Repeater repeater(KernelProvider provider) throws IOException {
    Suite suite = Sample.suite();
    List<Entry> entries =
        new Selection(List.of("SAMPLE-05"), Optional.empty(), Optional.empty()).of(suite);
    return new Repeater(
        suite,
        provider,
        KernelOptions.MAINLINE,
        entries,
        suite.deviations(provider.name()).orThrow());
  }

  /** Greets wrongly the second time that it is opened. */
  private static final class Moody implements KernelProvider {
    private final AtomicInteger times = new AtomicInteger();

    @Override
    public String name() {
      return "moody";
    }

    @Override
    public String description() {
      return "a kernel of changing moods";
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    public Kernel open(KernelOptions options) {
      return times.incrementAndGet() == 2 ? new FakeKernel("go away") : new FakeKernel();
    }
  }
}
