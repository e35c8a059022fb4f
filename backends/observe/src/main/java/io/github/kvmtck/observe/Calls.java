package io.github.kvmtck.observe;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Descriptors;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.linux.Returned;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Which system calls a trace tells of, and as what: those on KVM's descriptors, those that make or
 * end one, those that change memory that a guest or a kvm_run is in, and write(2) from a guest's.
 */
final class Calls {
  // asm/unistd_64.h
  private static final int READ = 0;
  private static final int WRITE = 1;
  private static final int OPEN = 2;
  private static final int CLOSE = 3;
  private static final int MMAP = 9;
  private static final int MPROTECT = 10;
  private static final int MUNMAP = 11;
  private static final int IOCTL = 16;
  private static final int PREAD64 = 17;
  private static final int MREMAP = 25;
  private static final int MADVISE = 28;
  private static final int DUP = 32;
  private static final int DUP2 = 33;
  private static final int FCNTL = 72;
  private static final int PRCTL = 157;
  private static final int OPENAT = 257;
  private static final int DUP3 = 292;
  private static final int CLOSE_RANGE = 436;
  private static final int OPENAT2 = 437;

  private static final int F_DUPFD = 0;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int CLOSE_RANGE_CLOEXEC = 4;
  private static final int PR_SET_NAME = 15;

  /** The type of KVM's requests: KVMIO, linux/kvm.h. */
  private static final int KVMIO = 0xae;

  private static final String DEV_KVM = "/dev/kvm";

  // The kernel's own numbers for a call that a signal interrupted: linux/errno.h. The client sees
  // EINTR, or makes the call again.
  private static final int ERESTARTSYS = 512;
  private static final int ERESTART_RESTARTBLOCK = 516;

  private Calls() {}

  /** What is to be done when the call that a task enters is back. */
  static Optional<Pending> entered(Task task, int number, long[] a) {
    Descriptors known = task.client.recorder.descriptors();
    int fd = (int) a[0];
    return switch (number) {
      case IOCTL -> wanted(known.knows(fd) || (a[1] >> 8 & 0xff) == KVMIO, task, ioctl(a));
      case READ -> wanted(known.knows(fd), task, new Syscall.Read(fd, a[1], a[2]));
      case PREAD64 -> wanted(known.knows(fd), task, new Syscall.Pread(fd, a[1], a[2], a[3]));
      case WRITE ->
          wanted(task.client.slots.touch(a[1], a[2]), task, new Syscall.Write(fd, a[1], a[2]));
      case OPEN -> open(task, a[0], () -> a[1]);
      case OPENAT -> open(task, a[1], () -> a[2]);
      case OPENAT2 -> open(task, a[1], () -> task.client.memory.u64(a[2]));
      case CLOSE -> wanted(known.knows(fd), task, new Syscall.Close(fd));
      case CLOSE_RANGE -> closeRange(task, fd, (int) a[1], (int) a[2]);
      case DUP -> wanted(known.knows(fd), task, new Syscall.Dup(fd));
      case DUP2, DUP3 -> dupTo(task, fd, (int) a[1]);
      case FCNTL ->
          wanted(
              known.knows(fd) && (a[1] == F_DUPFD || a[1] == F_DUPFD_CLOEXEC),
              task,
              new Syscall.Dup(fd));
      case MMAP -> mmap(task, a);
      case MUNMAP -> {
        task.client.memory.unmapped(a[0], a[1]);
        yield wanted(touches(task, a), task, new Syscall.Munmap(a[0], a[1]));
      }
      case MPROTECT -> wanted(touches(task, a), task, new Syscall.Mprotect(a[0], a[1], (int) a[2]));
      case MADVISE -> wanted(touches(task, a), task, new Syscall.Madvise(a[0], a[1], (int) a[2]));
      case MREMAP -> {
        task.client.memory.unmapped(a[0], a[1]);
        yield touches(task, a) ? mremap(task, a[0], a[1], a[2]) : Optional.empty();
      }
      case PRCTL -> a[0] == PR_SET_NAME ? Optional.of(_ -> task.renamed()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Syscall ioctl(long[] a) {
    return new Syscall.Ioctl((int) a[0], a[1] & 0xffff_ffffL, a[2]);
  }

  private static boolean touches(Task task, long[] a) {
    Client client = task.client;
    return client.slots.touch(a[0], a[1]) || client.recorder.descriptors().mapsRun(a[0], a[1]);
  }

  private static Optional<Pending> wanted(boolean wanted, Task task, Syscall call) {
    if (!wanted) {
      return Optional.empty();
    }
    TraceEvent event = task.client.recorder.entered(task.caller(), call);
    return Optional.of(returned -> {
      TraceEvent back = task.client.recorder.returned(event, result(returned));
      task.client.slots.learn(back);
    });
  }

  private static Result result(long returned) {
    return returned <= -ERESTARTSYS && returned >= -ERESTART_RESTARTBLOCK
        ? Result.error(Errno.EINTR)
        : Returned.result(returned);
  }

  /** A call that is told of when it is back, because only then it is known to matter. */
  private static void past(Task task, Syscall call, Result result) {
    TraceEvent event = task.client.recorder.entered(task.caller(), call);
    task.client.recorder.returned(event, result);
  }

  private static Optional<Pending> open(Task task, long path, LongSupplier flags) {
    String name = task.client.memory.string(path, DEV_KVM.length() + 1);
    return name.equals(DEV_KVM)
        ? wanted(true, task, new Syscall.Open(name, (int) flags.getAsLong()))
        : Optional.empty();
  }

  /** Each descriptor that is closed is a close(2) of its own. */
  private static Optional<Pending> closeRange(Task task, int first, int last, int flags) {
    List<Pending> closed =
        (flags & CLOSE_RANGE_CLOEXEC) != 0
            ? List.of()
            : task.client.recorder.descriptors().between(first, last).stream()
                .flatMap(fd -> wanted(true, task, new Syscall.Close(fd)).stream())
                .toList();
    return Optional.of(returned -> closed.forEach(each -> each.returned(returned)));
  }

  /** dup2(2) and dup3(2): what the new number was is closed. */
  private static Optional<Pending> dupTo(Task task, int from, int to) {
    Descriptors known = task.client.recorder.descriptors();
    if (from == to || !(known.knows(from) || known.knows(to))) {
      return Optional.empty();
    }
    Optional<Pending> dup = wanted(known.knows(from), task, new Syscall.Dup(from));
    return Optional.of(returned -> {
      if (!Returned.failed(returned) && known.knows(to)) {
        past(task, new Syscall.Close(to), Result.ZERO);
      }
      dup.ifPresent(call -> call.returned(returned));
    });
  }

  private static Optional<Pending> mmap(Task task, long[] a) {
    Client client = task.client;
    Syscall.Mmap call = new Syscall.Mmap(a[0], a[1], (int) a[2], (int) a[3], (int) a[4], a[5]);
    boolean fixed = (call.flags() & Linux.MAP_FIXED) != 0;
    boolean over = fixed && touches(task, a);
    if (fixed) {
      client.memory.unmapped(call.address(), call.length());
    }
    boolean anonymous = (call.flags() & Linux.MAP_ANONYMOUS) != 0;
    FdKind kind = anonymous ? FdKind.OTHER : client.recorder.descriptors().get(call.fd()).kind();
    if (kind != FdKind.OTHER) {
      Optional<Pending> pending = wanted(true, task, call);
      return kind == FdKind.VCPU && call.offset() == 0
          ? pending.map(event -> withWindow(client, call, event))
          : pending;
    }
    return over ? wanted(true, task, call) : Optional.of(landed(task, call));
  }

  private static Pending withWindow(Client client, Syscall.Mmap call, Pending event) {
    return address -> {
      if (!Returned.failed(address)) {
        client.memory.mapped(call.fd(), address, call.length());
      }
      event.returned(address);
    };
  }

  /** Memory that the kernel placed where a guest has a hole. */
  private static Pending landed(Task task, Syscall.Mmap call) {
    return address -> {
      if (!Returned.failed(address) && task.client.slots.touch(address, call.length())) {
        past(task, call, Result.of(address));
      }
    };
  }

  /** mremap(2): what is no longer at the old address is unmapped. */
  private static Optional<Pending> mremap(Task task, long address, long length, long newLength) {
    return Optional.of(returned -> {
      if (Returned.failed(returned)) {
        return;
      }
      if (returned != address) {
        past(task, new Syscall.Munmap(address, length), Result.ZERO);
      } else if (newLength < length) {
        Syscall tail = new Syscall.Munmap(address + newLength, length - newLength);
        past(task, tail, Result.ZERO);
      }
    });
  }
}
