package io.github.kvmtck.monitors.verdict;

import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.reports.catalogue.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** From what was found to verdicts: a fault stands under its primary rule only. */
final class Conclusion {
  private final Map<String, Duty> duties;
  private final Function<String, Rule> rules;

  Conclusion(Map<String, Duty> duties, Function<String, Rule> rules) {
    this.duties = duties;
    this.rules = rules;
  }

  List<RuleVerdict> verdicts() {
    Stream<String> implied = duties.keySet().stream().flatMap(id -> Implication.by(id).stream());
    return Stream.concat(duties.keySet().stream(), implied)
        .distinct()
        .map(this::verdict)
        .sorted(Comparator.comparing(verdict -> verdict.rule().id(), RuleId.ORDER))
        .toList();
  }

  private RuleVerdict verdict(String id) {
    Optional<Duty> own = Optional.ofNullable(duties.get(id));
    List<Duty> primaries =
        Implication.primaries(id).stream().filter(duties::containsKey).map(duties::get).toList();
    List<Finding> found = own.map(Duty::findings).orElse(List.of());
    List<Finding> kept =
        found.stream().filter(finding -> !reportedElsewhere(finding, primaries)).toList();
    int dropped = found.size() - kept.size();
    Optional<String> impliedBy =
        primaries.stream()
            .filter(primary -> primary.count(Level.VIOLATION) > 0)
            .map(primary -> primary.rule().id())
            .findFirst();
    long exercised =
        own.map(Duty::exercises)
            .orElseGet(() -> primaries.stream().mapToLong(Duty::exercises).sum());
    long all = own.map(duty -> Stream.of(Level.values()).mapToLong(duty::count).sum()).orElse(0L);
    boolean broken = kept.stream().anyMatch(finding -> finding.level() == Level.VIOLATION);
    return new RuleVerdict(
        rules.apply(id),
        verdict(broken || impliedBy.isPresent(), exercised),
        exercised,
        kept,
        kept.isEmpty() ? 0 : all - dropped - kept.size(),
        broken ? Optional.empty() : impliedBy);
  }

  private static boolean reportedElsewhere(Finding finding, List<Duty> primaries) {
    return primaries.stream()
        .flatMap(primary -> primary.findings().stream())
        .anyMatch(other -> other.level() == Level.VIOLATION && other.shares(finding));
  }

  private static Verdict verdict(boolean broken, long exercised) {
    if (broken) {
      return Verdict.FAIL;
    }
    return exercised == 0 ? Verdict.NOT_EXERCISED : Verdict.PASS;
  }
}
