package io.github.kvmtck.reference;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a KVM_RUN costs that ends in an exit, through the seam, from the task's own thread. */
@State(Scope.Thread)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExitBenchmark {
  private static final int BATCH = 10_000;
  private static final long CODE = 0x1000;
  private static final long RAM = 0x10000;

  /** Host flavours differ in what a port access takes. */
  @Param({"mainline", "mainline+emulator-path"})
  public String profile = "mainline";

  /** OUT, IN, and a store to a device; each followed by a jump back. */
  @Param({"e610ebfc", "e410ebfc", "a20000ebfb"})
  public String code = "e610ebfc";

  private Kernel kernel = open();
  private Client client = new Client(kernel.process(), kernel.process().task("vcpu0"));
  private int vcpu;

  private Kernel open() {
    return new ReferenceProvider().open(new KernelOptions(profile, List.of()));
  }

  @Setup(Level.Trial)
  public void start() {
    kernel.close();
    kernel = open();
    Kernel.Process process = kernel.process();
    client = new Client(process, process.task("vcpu0"));
    Vm vm = client.openKvm().value().createVm().value();
    HostMemory ram = HostMemory.map(client, RAM).value();
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    ram.write(CODE, HexFormat.of().parseHex(code));
    Vcpu made = vm.createVcpu(0).value();
    made.setSregs(
            made.getSregs()
                .value()
                .withSegment("cs", Segment.realMode(0))
                .withSegment("ds", Segment.realMode(0x2000)))
        .orThrow();
    made.setRegs(Regs.zero().withRip(CODE)).orThrow();
    vcpu = made.fd();
  }

  @TearDown(Level.Trial)
  public void stop() {
    kernel.close();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long run() {
    Kernel.Task task = client.task();
    return task.run(() -> {
      long sum = 0;
      for (int i = 0; i < BATCH; i++) {
        sum += task.call(new Syscall.Ioctl(vcpu, VcpuRun.KVM_RUN.number(), 0)).value();
      }
      return sum;
    });
  }
}
