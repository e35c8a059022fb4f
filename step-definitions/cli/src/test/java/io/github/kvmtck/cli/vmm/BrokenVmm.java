package io.github.kvmtck.cli.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.cli.BrokenSuite;
import io.github.kvmtck.cli.run.Drives;
import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.drivers.Launch;
import io.github.kvmtck.drivers.inside.Inside;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.journal.Journal;
import io.github.kvmtck.steps.Subject;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Selection;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.run.RunPlan;
import io.github.kvmtck.vmm.VmmConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** The reference VMM, broken in one place, in a scenario. */
final class BrokenVmm {
  private BrokenVmm() {}

  /** One whose calls are not what it wanted. */
  static Launch with(Habit habit) {
    return new Inside(VmmConfig.SMALL, kernel -> broken(kernel, habit));
  }

  private static Kernel broken(Kernel kernel, Habit habit) {
    return new InterceptedKernel(kernel, kernel.about(), process -> new BadHabit(process, habit));
  }

  /** What comes of it. */
  static ScenarioResult run(Launch vmm, String scenario, Path folder) throws Exception {
    Suite suite = BrokenSuite.orBroken(Suite.read(SuiteFiles.VMM));
    KernelProvider provider = Backends.installed().named("reference");
    Opened.Ready backend = (Opened.Ready) Opened.open(provider, KernelOptions.MAINLINE);
    Subject subject =
        new Subject(
            "a broken VMM",
            vmm,
            List.of("boot"),
            backend.kernel(),
            proposal -> provider.open(new KernelOptions("mainline+" + proposal, List.of())),
            folder);
    RunPlan plan =
        new RunPlan(
            suite,
            new Selection(List.of(scenario), Optional.empty(), Optional.empty()).of(suite),
            0,
            1,
            Optional.empty(),
            List.of(),
            RunPlan.Limits.OF_A_VMM,
            Optional.of(subject));
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Terminal terminal = new Terminal(nowhere, nowhere, false, Ansi.OFF);
    assertThat(Drives.run(terminal, plan, folder, backend)).isNotNull();
    List<ScenarioResult> results = Journal.read(folder.resolve("journal.jsonl")).results();
    assertThat(results).hasSize(1);
    return results.getFirst();
  }
}
