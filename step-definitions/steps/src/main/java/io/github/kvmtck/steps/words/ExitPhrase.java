package io.github.kvmtck.steps.words;

import io.github.kvmtck.api.uapi.Proposed;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How scenarios name exits: each form is one pattern, whose tokens are its values in order. */
public final class ExitPhrase {
  private static final String N = Numbers.REGEX;
  private static final String D = Data.REGEX;
  private static final String PORT_READ = "a \\d-byte read of port " + N;
  private static final String STRING_READ =
      "a string read of \\d+ (?:byte|word|dword)s from port " + N;
  private static final String PORT_WRITE = "a \\d-byte write of " + D + " to port " + N;
  private static final String MMIO_READ = "an MMIO read of \\d+ bytes? at " + N;
  private static final String FAILED_FETCH = "a failed fetch at " + N;
  private static final String MMIO_WRITE = "an MMIO write of " + D + " at " + N;
  private static final String MSR_READ = "a read of MSR " + N;
  private static final String MSR_WRITE = "a write of " + N + " to MSR " + N;
  private static final String HYPERCALL = "hypercall " + N + " with " + N + ", " + N + " and " + N;
  private static final String HYPERV_CALL = "Hyper-V call " + N + " with " + N + " and " + N;
  private static final String NUMBER = "exit reason " + N;
  private static final String REASON = "KVM_EXIT_[A-Z0-9_]+";

  public static final String REGEX =
      PORT_READ
          + "|"
          + STRING_READ
          + "|"
          + PORT_WRITE
          + "|"
          + MMIO_READ
          + "|"
          + MMIO_WRITE
          + "|"
          + FAILED_FETCH
          + "|"
          + MSR_READ
          + "|"
          + MSR_WRITE
          + "|"
          + HYPERCALL
          + "|"
          + HYPERV_CALL
          + "|"
          + NUMBER
          + "|"
          + REASON;

  private static final Pattern TOKEN = Pattern.compile(D);

  private record Form(String regex, Function<Tokens, Exit> reading) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(PORT_READ, t -> new Exit.PortRead(t.number(0), 1, t.number(1))),
          new Form(STRING_READ, t -> new Exit.PortRead(t.unit(), t.number(0), t.number(1))),
          new Form(PORT_WRITE, t -> new Exit.PortWrite(t.number(0), t.data(1), t.number(2))),
          new Form(MMIO_READ, t -> new Exit.MmioRead(t.number(0), t.number(1))),
          new Form(MMIO_WRITE, t -> new Exit.MmioWrite(t.data(0), t.number(1))),
          new Form(FAILED_FETCH, t -> new Exit.FailedFetch(t.number(0))),
          new Form(MSR_READ, t -> new Exit.MsrRead(t.number(0))),
          new Form(MSR_WRITE, t -> new Exit.MsrWrite(Numbers.of(t.text(0)), t.number(1))),
          new Form(
              HYPERCALL,
              t ->
                  new Exit.Hypercall(
                      t.number(0),
                      List.of((long) t.number(1), (long) t.number(2), (long) t.number(3)))),
          new Form(HYPERV_CALL, t -> new Exit.HypervCall(t.value(0), t.value(1), t.value(2))),
          new Form(NUMBER, t -> new Exit.Other(t.number(0))),
          new Form(REASON, t -> new Exit.Other(Proposed.exitReason(t.phrase()))));

  private ExitPhrase() {}

  /** Reads what {@link #REGEX} matches. */
  public static Exit parse(String text) {
    Tokens tokens =
        new Tokens(text, TOKEN.matcher(text).results().map(MatchResult::group).toList());
    return FORMS.stream()
        .filter(form -> text.matches(form.regex()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text + " names no exit"))
        .reading()
        .apply(tokens);
  }

  private record Tokens(String phrase, List<String> texts) {
    String text(int index) {
      return texts.get(index);
    }

    int number(int index) {
      return (int) Numbers.of(text(index));
    }

    long value(int index) {
      return Numbers.of(text(index));
    }

    Data data(int index) {
      return Data.parse(text(index));
    }

    /** In bytes. */
    int unit() {
      return phrase.contains("dwords") ? 4 : phrase.contains("words") ? 2 : 1;
    }
  }
}
