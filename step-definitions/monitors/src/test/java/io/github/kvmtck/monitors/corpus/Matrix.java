package io.github.kvmtck.monitors.corpus;

import static java.util.stream.Collectors.joining;

import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Implication;
import java.util.List;
import java.util.Locale;

/** Which client is reported under which rule, as {@code docs/vmm/corpus.md} has it. */
final class Matrix {
  private static final String HEAD =
      """
      # The corpus: clients that break one rule each, and clean ones

      Small VMMs in C, in `step-definitions/monitors/src/test/c`. Each faulty one breaks one duty; the clean ones do the same work in other styles. `CorpusOnKvmTest` compiles them and runs each of them on this machine's KVM, where it is only watched; `CorpusOnReferenceTest` serves the same programs by the reference. Both let a driver tell them to pause, to save and so on where the table says so, and judge them by all monitors.
      A faulty client passes where its fault is reported under its rule, where besides that rule no other fails than those that the rule implies, and where nothing is a warning that the table does not have. A clean one passes where nothing is found. Without gcc or /dev/kvm the tests say so and do not run.
      What serves a client sees no signal that comes while its task is in no call on KVM. So `paused-by-a-signal-alone` is told apart from a client that sends none (R5) only where it is watched on real KVM. It sees no write(2) from the guest's memory either, which `pages-copied-before-the-reset` is known by.
      What needs a proposal runs on the reference with the profile that the last column names; `later` is the reference with an exit reason that no header has. On real KVM these tests say so and do not run.

      This table is made from the heads of the C files; a test compares it.
      """;

  private Matrix() {}

  static String of(List<Specimen> all) {
    List<Specimen> faulty = all.stream().filter(one -> one.breaks().isPresent()).toList();
    List<Specimen> clean = all.stream().filter(one -> one.breaks().isEmpty()).toList();
    return HEAD
        + "\n## Faulty: "
        + faulty.size()
        + "\n\n| client | what it does | reported under | as | fails with it | driven | on |\n"
        + "|---|---|---|---|---|---|---|\n"
        + faulty.stream().map(Matrix::faulty).collect(joining())
        + "\n## Clean: "
        + clean.size()
        + "\n\n| client | what it does | driven | on |\n|---|---|---|---|\n"
        + clean.stream().map(Matrix::clean).collect(joining());
  }

  private static String faulty(Specimen one) {
    String rule = one.breaks().orElseThrow();
    return row(
        one.name(),
        one.about(),
        rule,
        one.level().name().toLowerCase(Locale.ROOT)
            + (one.also().isEmpty() ? "" : "; warnings of " + list(one.also())),
        one.level() == Level.VIOLATION ? list(Implication.by(rule)) : "",
        String.join(" ", one.driven()),
        on(one));
  }

  private static String clean(Specimen one) {
    return row(one.name(), one.about(), String.join(" ", one.driven()), on(one));
  }

  private static String on(Specimen one) {
    return one.isForMainline() ? list(one.on()) : "reference: " + one.kernel();
  }

  private static String list(List<String> words) {
    return String.join(", ", words);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
