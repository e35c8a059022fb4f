package io.github.kvmtck.reference;

import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import java.util.HexFormat;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a vCPU that is inside KVM_RUN takes to return after a signal: one whole round of
 * starting KVM_RUN on its task, waiting until it is inside, signalling, and taking the result.
 */
@State(Scope.Thread)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KickBenchmark {
  private static final int SIGUSR1 = 10;
  private static final long CODE = 0x1000;

  /** A guest that spins, and one that waits in HLT for its local APIC. */
  @Param({"ebfe", "f4"})
  public String code = "ebfe";

  private Kernel kernel = new ReferenceProvider().open(KernelOptions.MAINLINE);
  private Client client = new Client(kernel.process(), kernel.process().task("unused"));
  private Vcpu vcpu = start();

  @Setup(Level.Trial)
  public void restart() {
    kernel.close();
    kernel = new ReferenceProvider().open(KernelOptions.MAINLINE);
    vcpu = start();
  }

  private Vcpu start() {
    Kernel.Process process = kernel.process();
    client = new Client(process, process.task("vcpu0"));
    Vm vm = client.openKvm().value().createVm().value();
    vm.createIrqchip().orThrow();
    HostMemory ram = HostMemory.map(client, 0x10000).value();
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    ram.write(CODE, HexFormat.of().parseHex(code));
    Vcpu made = vm.createVcpu(0).value();
    made.setSregs(made.getSregs().value().withSegment("cs", Segment.realMode(0))).orThrow();
    made.setRegs(Regs.zero().withRip(CODE)).orThrow();
    return made;
  }

  @TearDown(Level.Trial)
  public void stop() {
    kernel.close();
  }

  /** From the signal to the return of KVM_RUN, without the hand-over before and after. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Kick {
    public long nanos;
    public long rounds;

    /** Mean in nanoseconds. */
    public double kick() {
      return rounds == 0 ? 0 : (double) nanos / rounds;
    }
  }

  @Benchmark
  public long round(Kick kick) {
    Kernel.Task task = client.task();
    Kernel.Task.State inside =
        code.equals("f4") ? Kernel.Task.State.BLOCKED : Kernel.Task.State.RUNNING;
    Future<Long> returned =
        task.begin(() -> {
          vcpu.run();
          return System.nanoTime();
        });
    while (task.state() != inside) {
      Thread.onSpinWait();
    }
    long signalled = System.nanoTime();
    task.signal(SIGUSR1);
    kick.nanos += Futures.join(returned) - signalled;
    kick.rounds++;
    return signalled;
  }
}
