package io.github.kvmtck.steps.words;

import io.github.kvmtck.api.uapi.Signals;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How KVM_RUN is called: {@code KVM_RUN is called with exit_reason 0x55, SIGUSR1 pending and
 * immediate_exit by another task}.
 *
 * @param conditions in the order in which they are made
 * @param toTheEnd whether it is called again and again, with immediate_exit, until nothing is left
 *     to complete
 */
public record Entry(Caller caller, List<Condition> conditions, boolean toTheEnd) {
  private static final String COMPLETED = "the operation is completed";
  private static final String CONDITION =
      "(?:SIG[A-Z0-9]+ (?:pending|sent before)|[a-z][a-z0-9_.]*(?: " + Numbers.REGEX + ")?)";

  public static final String REGEX =
      "KVM_RUN is called(?: with "
          + CONDITION
          + "(?:(?:, | and )"
          + CONDITION
          + ")*)?(?: by another task| on the second vCPU)?|"
          + COMPLETED;

  private static final Pattern WITH = Pattern.compile(" with (.*?)(?: by another task| on the|$)");

  private static final Pattern BETWEEN = Pattern.compile(", | and ");

  public Entry {
    conditions = List.copyOf(conditions);
  }

  /** Who calls, and on what. */
  public enum Caller {
    VCPU_THREAD,
    ANOTHER_TASK,
    ON_SECOND_VCPU
  }

  /** What holds when KVM_RUN begins. */
  public sealed interface Condition {
    /** immediate_exit is 1 for this call, and 0 again behind it. */
    record ImmediateExit() implements Condition {}

    /** The thread blocks the signal, KVM_RUN does not, and it is pending. */
    record Pending(int signal) implements Condition {}

    /** The signal is sent to the thread first; what blocks it stays as it is. */
    record Sent(int signal) implements Condition {}

    /** The argument of the ioctl. */
    record Argument(long value) implements Condition {}

    /** A field of kvm_run. */
    record Field(String path, long value) implements Condition {}
  }

  /** Reads what {@link #REGEX} matches. */
  public static Entry parse(String text) {
    if (text.equals(COMPLETED)) {
      return new Entry(Caller.VCPU_THREAD, List.of(new Condition.ImmediateExit()), true);
    }
    Caller caller =
        text.endsWith(" by another task")
            ? Caller.ANOTHER_TASK
            : text.endsWith(" on the second vCPU") ? Caller.ON_SECOND_VCPU : Caller.VCPU_THREAD;
    Matcher with = WITH.matcher(text);
    return new Entry(
        caller,
        with.find()
            ? BETWEEN.splitAsStream(with.group(1)).map(Entry::condition).toList()
            : List.of(),
        false);
  }

  private static Condition condition(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      if (!text.equals("immediate_exit")) {
        throw new IllegalArgumentException(text + " needs a value");
      }
      return new Condition.ImmediateExit();
    }
    String name = text.substring(0, blank);
    String how = text.substring(blank + 1);
    return switch (how) {
      case "pending" -> new Condition.Pending(Signals.number(name));
      case "sent before" -> new Condition.Sent(Signals.number(name));
      default ->
          name.equals("argument")
              ? new Condition.Argument(Numbers.of(how))
              : new Condition.Field(name, Numbers.of(how));
    };
  }
}
