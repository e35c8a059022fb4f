package io.github.kvmtck.redirect;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A kernel without guests: KVM_RUN comes back at once. It tells which of its files are closed. */
final class NullKernel implements Kernel {
  private static final int RUN_SIZE = 12288;

  final List<String> closed = new CopyOnWriteArrayList<>();

  @Override
  public About about() {
    return new About("null", "0", "null", List.of(), new TreeSet<>(), new TreeMap<>());
  }

  @Override
  public Process process() {
    throw new UnsupportedOperationException("it only serves");
  }

  @Override
  public Process serve(Foreign client) {
    return new Served(client);
  }

  @Override
  public void close() {}

  private final class Open implements Foreign.File {
    private final String name;
    private final Optional<Foreign.Shared> pages;

    Open(String name, Optional<Foreign.Shared> pages) {
      this.name = name;
      this.pages = pages;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Optional<Foreign.Shared> pages() {
      return pages;
    }

    @Override
    public void closed() {
      closed.add(name);
    }
  }

  private final class Served implements Process {
    private final Foreign client;

    Served(Foreign client) {
      this.client = client;
    }

    @Override
    public Memory memory() {
      return client.memory();
    }

    @Override
    public Task task(String name) {
      return new Caller(name, this);
    }

    @Override
    public Process fork() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Holdings holdings() {
      return Holdings.NONE;
    }

    @Override
    public void close() {}

    Result call(Syscall call) {
      return switch (call) {
        case Syscall.Open open -> client.install(new Open(open.path(), Optional.empty()));
        case Syscall.Ioctl ioctl -> ioctl(ioctl);
        default -> Result.ZERO;
      };
    }

    private Result ioctl(Syscall.Ioctl call) {
      long request = call.request();
      if (request == VcpuRun.KVM_RUN.number()) {
        MemorySegment run = client.file(call.fd()).orElseThrow().pages().orElseThrow().segment();
        run.set(JAVA_INT, RunOffsets.EXIT_REASON, ExitReason.KVM_EXIT_IO.number());
        return Result.ZERO;
      } else if (request == Registers.KVM_GET_REGS.number()) {
        MemorySegment regs = MemorySegment.ofArray(new byte[(int) Registers.REGS.size()]);
        Errno errno = client.memory().put(call.arg(), regs);
        return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
      } else if (request == SystemApi.KVM_GET_API_VERSION.number()) {
        return Result.of(12);
      } else if (request == SystemApi.KVM_GET_VCPU_MMAP_SIZE.number()) {
        return Result.of(RUN_SIZE);
      } else if (request == SystemApi.KVM_CREATE_VM.number()) {
        return client.install(new Open("vm", Optional.empty()));
      } else if (request == VcpuRun.KVM_CREATE_VCPU.number()) {
        return client.install(new Open("vcpu" + call.arg(), Optional.of(client.share(RUN_SIZE))));
      }
      return Result.ZERO;
    }
  }

  private record Caller(String name, Served process) implements Task {
    @Override
    public Result call(Syscall call) {
      return process.call(call);
    }

    @Override
    public <T> T run(Supplier<T> work) {
      return work.get();
    }

    @Override
    public <T> Future<T> begin(Supplier<T> work) {
      FutureTask<T> done = new FutureTask<>(work::get);
      done.run();
      return done;
    }

    @Override
    public void signal(int signo) {}

    @Override
    public State state() {
      return State.IDLE;
    }

    @Override
    public void close() {}
  }
}
