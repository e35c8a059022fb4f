package io.github.kvmtck.api.fake;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * As much of a kernel as tests of a client need: memory, descriptor numbers, and ioctls answered by
 * what the test says. It knows one process; tasks run on the caller's thread.
 */
public final class FakeKernel implements Kernel {
  private final Ioctls ioctls;
  private final NavigableMap<Long, MemorySegment> mappings = new TreeMap<>();
  private final TreeSet<Integer> open = new TreeSet<>();
  private final List<Syscall> calls = new ArrayList<>();
  private long nextAddress = 0x7000_0000_0000L;

  /** How ioctls answer. */
  @FunctionalInterface
  public interface Ioctls {
    Result answer(FakeKernel kernel, Syscall.Ioctl call);
  }

  public FakeKernel(Ioctls ioctls) {
    this.ioctls = ioctls;
  }

  /** What was called, in order. */
  public List<Syscall> calls() {
    return List.copyOf(calls);
  }

  /** A new descriptor, for ioctls that make one. */
  public Result newFd() {
    int fd = open.isEmpty() ? 3 : open.last() + 1;
    open.add(fd);
    return Result.of(fd);
  }

  public Memory memory() {
    return memory;
  }

  @Override
  public About about() {
    return new About("fake", "0", "none", List.of(), new TreeSet<>(), new TreeMap<>());
  }

  @Override
  public Process process() {
    return new Process() {
      @Override
      public Memory memory() {
        return memory;
      }

      @Override
      public Task task(String name) {
        return new InlineTask(name);
      }

      @Override
      public Process fork() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Holdings holdings() {
        return new Holdings(open.size(), mappings.size(), 0);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}

  private Result answer(Syscall call) {
    calls.add(call);
    return switch (call) {
      case Syscall.Open _ -> newFd();
      case Syscall.Dup _ -> newFd();
      case Syscall.Close(int fd) -> open.remove(fd) ? Result.ZERO : Result.error(Errno.EBADF);
      case Syscall.Mmap mmap -> {
        long address = nextAddress;
        nextAddress += (mmap.length() + 0xfff & -0x1000) + 0x1000;
        mappings.put(address, MemorySegment.ofArray(new byte[(int) mmap.length()]));
        yield Result.of(address);
      }
      case Syscall.Munmap(long address, long _) ->
          mappings.remove(address) != null ? Result.ZERO : Result.error(Errno.EINVAL);
      case Syscall.Ioctl ioctl -> ioctls.answer(this, ioctl);
      default -> Result.error(Errno.ENOSYS);
    };
  }

  private final Memory memory =
      new Memory() {
        @Override
        public Errno get(long address, MemorySegment into) {
          return copy(address, into.byteSize(), part -> into.copyFrom(part));
        }

        @Override
        public Errno put(long address, MemorySegment from) {
          return copy(address, from.byteSize(), part -> part.copyFrom(from));
        }

        private Errno copy(long address, long size, Consumer<MemorySegment> copy) {
          Map.Entry<Long, MemorySegment> mapping = mappings.floorEntry(address);
          if (mapping == null
              || address - mapping.getKey() + size > mapping.getValue().byteSize()) {
            return Errno.EFAULT;
          }
          copy.accept(mapping.getValue().asSlice(address - mapping.getKey(), size));
          return Errno.NONE;
        }
      };

  private final class InlineTask implements Task {
    private final String name;

    InlineTask(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Result call(Syscall call) {
      return answer(call);
    }

    @Override
    public <T> T run(Supplier<T> work) {
      return work.get();
    }

    @Override
    public <T> Future<T> begin(Supplier<T> work) {
      return CompletableFuture.completedFuture(work.get());
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
