package io.github.kvmtck.x86.cpu;

/**
 * Leaves the current instruction. Carries nothing, so one instance of each serves every thread;
 * what happened stands in the {@link Cpu}. Stackless: it is control flow, not a report.
 */
@SuppressWarnings("StaticAssignmentOfThrowable") // Without a stack they are constants.
public final class Abandon extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The instruction raised the exception in {@link Events#faultVector}. */
  public static final Abandon FAULT = new Abandon("fault");

  /** The bus asked to wait. */
  public static final Abandon SUSPENDED = new Abandon("suspended");

  /** RAM at {@link Cpu#unreachableAddress} has no backing. */
  public static final Abandon UNREACHABLE = new Abandon("unreachable");

  /** Delivering an exception failed until nothing was left to deliver. */
  public static final Abandon SHUTDOWN = new Abandon("shutdown");

  /** The next instruction is not in RAM. */
  public static final Abandon NO_CODE = new Abandon("no code");

  /** INT3 while {@link GuestDebug#software} is on. */
  public static final Abandon BREAKPOINT = new Abandon("breakpoint");

  /** A debug register is used while the owner's DR7 detects that. */
  public static final Abandon DETECTED = new Abandon("debug registers in use");

  private Abandon(String message) {
    super(message, null, false, false);
  }
}
