package io.github.kvmtck.reference;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * What it takes to give a VM every slot that it can have, to move each of them and to delete them
 * all: 98,292 calls of KVM_SET_USER_MEMORY_REGION through the seam, from the task's own thread.
 */
@State(Scope.Thread)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MemslotBenchmark {
  private static final int PAGE = 4096;
  private static final long FIRST = 0x10_0000;
  private static final long SECOND = 0x10_0000_0000L;

  /** vCPUs that were made and do not run. */
  @Param({"0", "1"})
  public int vcpus;

  private Kernel kernel = ReferenceKernel.with(List.of());
  private Client client = new Client(kernel.process(), kernel.process().task("slots"));
  private int vm;
  private HostMemory page = HostMemory.map(client, PAGE).value();
  private HostMemory argument = HostMemory.map(client, PAGE).value();

  @Setup(Level.Invocation)
  public void start() {
    kernel.close();
    kernel = ReferenceKernel.with(List.of());
    Kernel.Process process = kernel.process();
    client = new Client(process, process.task("slots"));
    Vm made = client.openKvm().value().createVm().value();
    for (int i = 0; i < vcpus; i++) {
      made.createVcpu(i).orThrow();
    }
    vm = made.fd();
    page = HostMemory.map(client, PAGE).value();
    argument = HostMemory.map(client, PAGE).value();
  }

  @TearDown(Level.Trial)
  public void stop() {
    kernel.close();
  }

  @Benchmark
  public boolean createMoveDelete() {
    return client.task().run(() -> setAll(FIRST, PAGE) && setAll(SECOND, PAGE) && setAll(0, 0));
  }

  /** Pages lie apart, so that each slot is one of its own also after a move. */
  private boolean setAll(long base, long size) {
    for (int slot = 0; slot < MemslotUpdate.USER_SLOTS; slot++) {
      long gpa = base + 2L * PAGE * slot;
      MemoryRegion region = new MemoryRegion(slot, 0, gpa, size, page.address());
      argument.write(0, region.packed().bytes());
      Syscall set =
          new Syscall.Ioctl(vm, Memslots.KVM_SET_USER_MEMORY_REGION.number(), argument.address());
      if (client.task().call(set).failed()) {
        throw new IllegalStateException("slot " + slot + " could not be set");
      }
    }
    return true;
  }
}
