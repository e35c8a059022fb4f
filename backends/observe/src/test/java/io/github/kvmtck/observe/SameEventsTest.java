package io.github.kvmtck.observe;

import static io.github.kvmtck.api.uapi.Linux.MADV_DONTNEED;
import static io.github.kvmtck.api.uapi.Linux.MAP_ANONYMOUS;
import static io.github.kvmtck.api.uapi.Linux.MAP_PRIVATE;
import static io.github.kvmtck.api.uapi.Linux.MAP_SHARED;
import static io.github.kvmtck.api.uapi.Linux.O_RDWR;
import static io.github.kvmtck.api.uapi.Linux.PROT_READ;
import static io.github.kvmtck.api.uapi.Linux.PROT_WRITE;
import static io.github.kvmtck.api.uapi.Request.Direction.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Return;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.Traced;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.kvm.LinuxKvmProvider;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody can tell an event that was observed from one of the tracer in front of a kernel: the calls
 * of {@code answers.c} are made here too, on the same KVM, and both have the same events.
 */
@OnPtrace
@OnKvm
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SameEventsTest {
  private static final long RAM = 0x10000;
  private static final int READ_WRITE = PROT_READ | PROT_WRITE;
  private static final int PRIVATE = MAP_PRIVATE | MAP_ANONYMOUS;

  @TempDir Path folder;

  /** An event without what differs from run to run: descriptor numbers, addresses and times. */
  private record Essence(
      String text, List<String> structures, List<String> runs, boolean byTransport) {

    static Essence of(TraceEvent event) {
      Return end = event.end().orElseThrow();
      // What the client had where the kernel only writes is anything.
      Optional<StructValue> argument =
          event.argument().filter(_ -> event.request().orElseThrow().direction() != READ);
      return new Essence(
          withoutAddress(event.toString()).replaceAll("→ [3-9]\\d*$", "→ FD"),
          Stream.of(argument, end.answer())
              .flatMap(Optional::stream)
              .map(each -> withoutAddress(each.toString()))
              .toList(),
          Stream.of(event.before(), end.run())
              .flatMap(Optional::stream)
              .map(run -> HexFormat.of().formatHex(run.head()))
              .toList(),
          end.byTransport());
    }

    private static String withoutAddress(String text) {
      return text.replaceAll("0x[0-9a-f]{12}\\b", "ADDRESS");
    }
  }

  @Test
  void observedEventsAreThoseOfTheTracer() throws Exception {
    Seen observed = new Seen();
    Command command = Command.of(CClient.compiled("answers", folder));
    assertThat(Outcome.of(command, folder, observed).status()).isEqualTo(42);

    Seen traced = new Seen();
    try (Kernel kernel = new LinuxKvmProvider().open(KernelOptions.MAINLINE)) {
      Kernel.Process process = Traced.process(kernel, traced).process();
      answers(process, process.task("answers"));
    }

    assertThat(observed.returned)
        .hasSize(25)
        .extracting(Essence::of)
        .containsExactlyElementsOf(
            traced.returned.stream().filter(SameEventsTest::matters).map(Essence::of).toList());
    assertThat(observed.entered).extracting(TraceEvent::entered).isSorted();
    assertThat(observed.entered).extracting(TraceEvent::task).containsOnly("answers");
  }

  /** Private memory of a client matters from the moment on that a guest has it. */
  private static boolean matters(TraceEvent event) {
    return !(event.call() instanceof Syscall.Mmap mmap && mmap.fd() < 0);
  }

  private static void answers(Kernel.Process process, Kernel.Task task) {
    Memory memory = process.memory();
    int kvm = (int) ok(task, new Syscall.Open("/dev/kvm", O_RDWR));
    int vm = (int) ioctl(task, kvm, SystemApi.KVM_CREATE_VM, 0);
    long ram = ok(task, new Syscall.Mmap(0, RAM, READ_WRITE, PRIVATE, -1, 0));
    long scratch = ok(task, new Syscall.Mmap(0, 4096, READ_WRITE, PRIVATE, -1, 0));
    memory.bytes(ram + 0x1000, HexFormat.of().parseHex("e410e611f4"));
    memory.u64(scratch + Memslots.USERSPACE_MEMORY_REGION.offset("memory_size"), RAM);
    memory.u64(scratch + Memslots.USERSPACE_MEMORY_REGION.offset("userspace_addr"), ram);
    ioctl(task, vm, Memslots.KVM_SET_USER_MEMORY_REGION, scratch);
    int vcpu = (int) ioctl(task, vm, VcpuRun.KVM_CREATE_VCPU, 0);
    long size = ioctl(task, kvm, SystemApi.KVM_GET_VCPU_MMAP_SIZE, 0);
    long run = ok(task, new Syscall.Mmap(0, size, READ_WRITE, MAP_SHARED, vcpu, 0));
    ioctl(task, vcpu, Registers.KVM_GET_SREGS, scratch);
    memory.u64(scratch + Registers.SREGS.offset("cs.base"), 0);
    memory.u16(scratch + Registers.SREGS.offset("cs.selector"), 0);
    ioctl(task, vcpu, Registers.KVM_SET_SREGS, scratch);
    memory.bytes(scratch, new byte[(int) Registers.REGS.size()]);
    memory.u64(scratch + Registers.REGS.offset("rip"), 0x1000);
    memory.u64(scratch + Registers.REGS.offset("rflags"), 2);
    ioctl(task, vcpu, Registers.KVM_SET_REGS, scratch);

    ioctl(task, vcpu, VcpuRun.KVM_RUN, 0);
    memory.u8(run + 4096, 0xab);
    memory.u8(run + RunOffsets.IMMEDIATE_EXIT, 1);
    any(task, vcpu, VcpuRun.KVM_RUN, 0);
    memory.u8(run + RunOffsets.IMMEDIATE_EXIT, 0);
    ioctl(task, vcpu, Registers.KVM_GET_REGS, scratch);
    ioctl(task, vcpu, VcpuRun.KVM_RUN, 0);
    ioctl(task, vcpu, VcpuRun.KVM_RUN, 0);
    ok(task, new Syscall.Madvise(ram + 0x4000, 0x1000, MADV_DONTNEED));
    ok(task, new Syscall.Mprotect(ram + 0x8000, 0x1000, PROT_READ));
    any(task, vcpu, VcpuRun.KVM_RUN, 5);
    any(task, vm, VcpuRun.KVM_RUN, 0);
    int copy = (int) ok(task, new Syscall.Dup(vcpu));
    ok(task, new Syscall.Close(vcpu));
    ioctl(task, copy, Registers.KVM_GET_REGS, scratch);
    ok(task, new Syscall.Munmap(ram, RAM));
    ok(task, new Syscall.Close(copy));
    ok(task, new Syscall.Close(vm));
    ok(task, new Syscall.Close(kvm));
  }

  private static long ioctl(Kernel.Task task, int fd, Request request, long argument) {
    return ok(task, new Syscall.Ioctl(fd, request.number(), argument));
  }

  private static void any(Kernel.Task task, int fd, Request request, long argument) {
    assertThat(task.call(new Syscall.Ioctl(fd, request.number(), argument)).failed()).isTrue();
  }

  private static long ok(Kernel.Task task, Syscall call) {
    Result result = task.call(call);
    assertThat(result.failed()).as("%s → %s", call, result).isFalse();
    return result.value();
  }
}
