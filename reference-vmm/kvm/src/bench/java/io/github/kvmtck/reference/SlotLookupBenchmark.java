package io.github.kvmtck.reference;

import io.github.kvmtck.reference.memslot.Memslot;
import io.github.kvmtck.reference.memslot.Memslots;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to find the slot of a guest frame, as an access without a translation does. */
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SlotLookupBenchmark {
  /** Frames of a slot; as many lie between two slots. */
  private static final int PAGES = 16;

  private static final long STRIDE = 2 * PAGES;

  @Param({"1", "100", "10000", "32764"})
  public int slots;

  private Memslots memslots = Memslots.NONE;
  private long gfn;

  @Setup
  public void fill() {
    memslots = Memslots.NONE;
    for (int id = 0; id < slots; id++) {
      memslots = memslots.with(new Memslot(0, id, id * STRIDE, PAGES, 0, 0x10_0000_0000L, null));
    }
  }

  /** Frames come in an order that no cache of the host foresees. */
  private long next() {
    gfn = gfn * 6364136223846793005L + 1442695040888963407L;
    return (gfn >>> 33) % slots * STRIDE + (gfn & PAGES - 1);
  }

  @Benchmark
  public @Nullable Memslot hit() {
    return memslots.find(next());
  }

  @Benchmark
  public @Nullable Memslot miss() {
    return memslots.find(next() + PAGES);
  }
}
