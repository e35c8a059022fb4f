package io.github.kvmtck.cli.run;

import io.github.kvmtck.cli.terminal.Terminal;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.suite.SuiteVersion;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.run.RunPlan;

/** What a run says of itself before it begins. */
record Greeting(Terminal terminal) {
  private static final String RACE = "@race";
  private static final String OTHER_VMS = "other-vms";

  void of(RunPlan plan, Opened backend, RunInfo info) {
    long rules = plan.entries().stream().map(Entry::rule).distinct().count();
    terminal.complain(
        "KVM TCK %s on %s, profile %s: %d scenarios of %d rules%s, %d at a time, seed %d"
            .formatted(
                SuiteVersion.current(),
                name(backend),
                info.profile(),
                plan.entries().size(),
                rules,
                info.shard().map(shard -> ", shard " + shard).orElse(""),
                info.jobs(),
                info.seed()));
    switch (backend) {
      case Opened.Absent absent -> terminal.complain("NOT-RUN: " + absent.reason());
      case Opened.Ready ready -> warn(plan, ready);
    }
  }

  private static String name(Opened backend) {
    return switch (backend) {
      case Opened.Absent absent -> absent.provider().name();
      case Opened.Ready ready -> {
        var about = ready.kernel().about();
        yield about.name() + " (" + about.release() + ", " + about.vendor() + ")";
      }
    };
  }

  /** Races are repeated until they have met often enough: that is load, and other VMs feel it. */
  private void warn(RunPlan plan, Opened.Ready backend) {
    String others = backend.kernel().about().environment().getOrDefault(OTHER_VMS, "0");
    boolean races =
        backend.kernel().schedule().isEmpty()
            && plan.entries().stream().anyMatch(entry -> entry.scenario().tags().contains(RACE));
    if (races && !others.equals("0")) {
      terminal.complain(
          "warning: this host carries "
              + others
              + " other VMs; the races that follow load it, and `--tags \"not "
              + RACE
              + "\"` leaves them out");
    }
  }
}
