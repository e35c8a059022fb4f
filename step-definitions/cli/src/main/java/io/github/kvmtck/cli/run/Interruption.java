package io.github.kvmtck.cli.run;

import io.github.kvmtck.reports.ExitCode;
import java.io.IOException;

/** Ctrl-C and SIGTERM: what was done so far is reported, and the exit code says so. */
public final class Interruption {
  private final Thread hook;
  private boolean happened;

  /** What to do when the process is told to end. */
  public interface Handler {
    void interrupted() throws IOException;
  }

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** From here on a handler has the last word, on a thread of its own. */
  public static Interruption handledBy(Handler handler) {
    Thread hook = new Thread(() -> report(handler), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /** From here on the process ends by itself. */
  public void over() {
    try {
      happened = !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      happened = true;
    }
  }

  /** Whether the process was told to end before it was {@link #over}: its report is on its way. */
  public boolean happened() {
    return happened;
  }

  private static void report(Handler handler) {
    try {
      handler.interrupted();
    } catch (IOException | RuntimeException e) {
      System.err.println("kvm-tck: the partial report cannot be written: " + e.getMessage());
    }
    // Not the status of the signal: a caller should see the same for every way of interrupting.
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
  }
}
