package io.github.kvmtck.kvm;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the seam costs on real KVM; ExitCostTest compares the first one with C. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SeamBenchmark {
  private static final int BATCH = 1000;

  private Kernel kernel;
  private Kernel.Process process;
  private Kernel.Task task;
  private Guest guest;

  @Setup
  public void open() {
    kernel = new LinuxKvmProvider().open(KernelOptions.MAINLINE);
    process = kernel.process();
    task = process.task("vcpu0");
    guest = Guest.create(process, task, "e6 10 eb fc"); // 1: out 0x10, al; jmp 1b
  }

  @TearDown
  public void close() {
    kernel.close();
  }

  /** One KVM_RUN on the task's own thread, and its exit reason. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int exit() {
    Syscall run = guest.kvmRun();
    return task.run(() -> {
      int reasons = 0;
      for (int i = 0; i < BATCH; i++) {
        task.call(run);
        reasons += guest.exitReason();
      }
      return reasons;
    });
  }

  /** The cheapest call, on the task's own thread. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Result cheapestCall() {
    Syscall close = new Syscall.Close(-1);
    return task.run(() -> {
      Result result = Result.ZERO;
      for (int i = 0; i < BATCH; i++) {
        result = task.call(close);
      }
      return result;
    });
  }

  /** The same from another thread: what a hand-over costs. */
  @Benchmark
  public Result handOver() {
    return task.call(new Syscall.Close(-1));
  }

  /** One field of guest memory, copied by the kernel. */
  @Benchmark
  public int guestMemory() {
    return process.memory().u32(guest.ram() + 0x1000);
  }

  /** One field of kvm_run. */
  @Benchmark
  public int kvmRunField() {
    return guest.exitReason();
  }

  /** A process with one task, begun and ended. */
  @Benchmark
  public int process() {
    try (Kernel.Process one = kernel.process()) {
      return one.task("one").name().length();
    }
  }

  /** The same with a VM of one vCPU that runs to its first exit. */
  @Benchmark
  public int guest() {
    try (Kernel.Process one = kernel.process()) {
      Guest fresh = Guest.create(one, one.task("vcpu0"), "e6 10 f4");
      fresh.task().call(fresh.kvmRun());
      return fresh.exitReason();
    }
  }
}
