package io.github.kvmtck.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000,000 events take no more memory than 1,000,000. What the heap held is left in
 * target/observe-memory.txt.
 */
@OnPtrace
@OnKvm
@Tag("proof")
class MemoryTest {
  private static final int EVENTS = 10_000_000;
  private static final int EVERY = 1_000_000;
  private static final long SLACK = 1 << 20;

  @TempDir Path folder;

  /** Weighs the heap after every million events. */
  private static final class Weighing implements TraceListener {
    final List<Long> used = new ArrayList<>();
    long events;

    @Override
    public void entered(TraceEvent event) {
      count();
    }

    @Override
    public void returned(TraceEvent event) {
      count();
    }

    private void count() {
      if (++events % EVERY == 0) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        used.add(runtime.totalMemory() - runtime.freeMemory());
      }
    }
  }

  @Test
  @Timeout(value = 1800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void memoryIsBounded() throws Exception {
    Weighing weighing = new Weighing();
    String calls = String.valueOf(EVENTS / 2);
    Observation observation =
        Observation.of(Command.of(CClient.compiled("calls", folder), calls), new Trace(weighing));
    assertThat(observation.waitFor()).contains(0);
    assertThat(weighing.events).isGreaterThan(EVENTS);
    Files.writeString(
        Path.of("target", "observe-memory.txt"),
        "bytes after each %d events: %s%n".formatted(EVERY, weighing.used));
    assertThat(weighing.used.getLast()).isLessThan(weighing.used.getFirst() + SLACK);
  }
}
