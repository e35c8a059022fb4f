package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.mutation.Matrix;
import io.github.kvmtck.suite.mutation.Mutants;
import io.github.kvmtck.suite.mutation.Trials;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The scenarios can fail: what {@code kvm-tck mutants} shows, as a part of the build. */
class MutantsOnReferenceTest {

  @Test
  void everyMutantIsKilledForItsOwnReasonAndEveryScenarioKills()
      throws IOException, InterruptedException {
    Suite suite = BrokenSuite.suite(SuiteFiles.KVM);
    Trials trials =
        new Trials(suite, Backends.installed().named("reference"), Selection.ALL.of(suite), false);
    Matrix matrix =
        trials.run(Mutants.installed(), Runtime.getRuntime().availableProcessors(), _ -> {});
    assertThat(matrix.faults()).isEmpty();
  }
}
