package io.github.kvmtck.cli.terminal;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar, for a person at a terminal. */
final class Bar implements Progress {
  /** Back to the first column, and clear what the bar left there (ECMA-48 EL). */
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private @Nullable ProgressBar bar;
  private int faults;

  Bar(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void begin(String backend, int total, int done) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(backend)
            .setInitialMax(total)
            .startsFrom(done, Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(100)
            // With a width it does not ask JLine for one, which would take SIGINT away from the
            // JVM.
            .setConsumer(new ConsoleProgressBarConsumer(System.err, terminal.width()))
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public void step(boolean fault) {
    if (bar != null) {
      faults += fault ? 1 : 0;
      bar.setExtraMessage(faults == 0 ? "" : " " + faults + " failed");
      bar.step();
    }
  }

  @Override
  public void interrupt(String text) {
    terminal.complain(CLEAR + text);
  }

  @Override
  public void end() {
    if (bar != null) {
      bar.close();
    }
  }
}
