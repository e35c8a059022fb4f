package io.github.kvmtck.steps.words;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code AL is 0xAB and RIP is past the IN}: what registers are expected to hold. */
public record RegisterPhrase(List<Clause> clauses) {
  private static final String PLACE = "(?:at|past) the [A-Z0-9]+(?: [A-Z0-9]+)*";
  private static final String TARGET = "(?:0x[0-9A-F]+|\\d+|" + PLACE + ")";
  private static final String CLAUSE = "[A-Z][A-Z0-9]* is " + TARGET + "(?: or " + TARGET + ")*";

  public static final String REGEX = CLAUSE + "(?:(?:, | and )" + CLAUSE + ")*";

  private static final String IS = " is ";
  private static final Pattern OR = Pattern.compile(" or ");
  private static final Pattern ONE = Pattern.compile(CLAUSE);

  public RegisterPhrase {
    clauses = List.copyOf(clauses);
  }

  /**
   * One register and the values it may have.
   *
   * @param register as the processor manuals name it
   */
  public record Clause(String register, List<Target> targets) {
    public Clause {
      targets = List.copyOf(targets);
    }
  }

  /** What a register may hold. */
  public sealed interface Target {
    /** A number. */
    record Value(BigInteger value) implements Target {
      @Override
      public String toString() {
        return Numbers.show(value);
      }
    }

    /** The address of an instruction of the guest, or the one behind it. */
    record Place(boolean past, String instruction) implements Target {
      @Override
      public String toString() {
        return (past ? "past the " : "at the ") + instruction;
      }
    }
  }

  /** Reads what {@link #REGEX} matches. */
  public static RegisterPhrase parse(String text) {
    return new RegisterPhrase(
        ONE.matcher(text).results().map(match -> clause(match.group())).toList());
  }

  private static Clause clause(String text) {
    int is = text.indexOf(IS);
    return new Clause(
        text.substring(0, is),
        OR.splitAsStream(text.substring(is + IS.length())).map(RegisterPhrase::target).toList());
  }

  private static Target target(String text) {
    Matcher place = Pattern.compile("(at|past) the (.+)").matcher(text);
    return place.matches()
        ? new Target.Place(place.group(1).equals("past"), place.group(2))
        : new Target.Value(Numbers.big(text));
  }
}
