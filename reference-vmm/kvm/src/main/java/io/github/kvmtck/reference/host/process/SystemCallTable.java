package io.github.kvmtck.reference.host.process;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.reference.host.file.Caller;
import io.github.kvmtck.reference.host.file.Device;
import io.github.kvmtck.reference.host.file.Epoll;
import io.github.kvmtck.reference.host.file.EventFd;
import io.github.kvmtck.reference.host.file.FileTable;
import io.github.kvmtck.reference.host.file.MemFd;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.host.file.UserfaultFile;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.memory.Backing;
import io.github.kvmtck.reference.host.memory.MapFlags;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.SystemCalls;
import java.util.function.Function;

/** The system calls of one process. */
final class SystemCallTable implements SystemCalls {
  private final Host host;
  private final FileTable files;
  private final Waiting waiting;

  SystemCallTable(Host host, FileTable files) {
    this.host = host;
    this.files = files;
    this.waiting = new Waiting(files);
  }

  @Override
  public Result call(HostTask task, Syscall call) {
    AddressSpace mm = task.mm();
    return switch (call) {
      case Syscall.Ioctl(int fd, long request, long argument) -> ioctl(task, fd, request, argument);
      case Syscall.Open(String path, int _) -> open(task, path);
      case Syscall.Close(int fd) -> close(fd);
      case Syscall.Dup(int fd) -> dup(fd);
      case Syscall.Mmap mmap -> mmap(mm, mmap);
      case Syscall.Munmap(long address, long length) -> mm.unmap(address, length);
      case Syscall.Mprotect(long address, long length, int prot) ->
          mm.protect(address, length, prot);
      case Syscall.Madvise(long address, long length, int advice) ->
          mm.advise(address, length, advice);
      case Syscall.Read(int fd, long address, long count) ->
          on(fd, file -> file.read(task, address, count));
      case Syscall.Pread(int fd, long address, long count, long offset) ->
          on(fd, file -> file.pread(task, address, count, offset));
      case Syscall.Write(int fd, long address, long count) ->
          on(fd, file -> file.write(task, address, count));
      case Syscall.Ftruncate(int fd, long length) -> on(fd, file -> file.truncate(length));
      case Syscall.MemfdCreate(String name, int _) -> install(new MemFd(name));
      case Syscall.Eventfd(int initial, int flags) -> install(new EventFd(initial, flags));
      case Syscall.Userfaultfd(int flags) -> install(new UserfaultFile(mm, flags));
      case Syscall.Poll poll -> waiting.poll(task, poll);
      case Syscall.EpollCreate _ -> install(new Epoll());
      case Syscall.EpollCtl control -> waiting.control(task, control);
      case Syscall.Sigmask(var how, long set) -> Result.of(task.signals().mask(how, set));
      case Syscall.Sigpending() -> Result.of(task.signals().pending());
      case Syscall.Sigtimedwait(long set, long nanos) -> waiting.signal(task, set, nanos);
    };
  }

  private Result ioctl(HostTask task, int fd, long request, long argument) {
    OpenFile file = files.get(fd);
    if (file == null) {
      return Result.error(Errno.EBADF);
    }
    try {
      return file.ioctl(new Caller(task, files), (int) request, argument);
    } finally {
      file.put();
      files.settle();
    }
  }

  private Result on(int fd, Function<OpenFile, Result> operation) {
    OpenFile file = files.get(fd);
    if (file == null) {
      return Result.error(Errno.EBADF);
    }
    try {
      return operation.apply(file);
    } finally {
      file.put();
    }
  }

  private Result install(OpenFile file) {
    return files.install(file);
  }

  private Result open(HostTask task, String path) {
    Device device = host.devices().get(path);
    return device == null ? Result.error(Errno.ENOENT) : install(device.open(task));
  }

  private Result close(int fd) {
    OpenFile file = files.remove(fd);
    if (file == null) {
      return Result.error(Errno.EBADF);
    }
    file.put();
    return Result.ZERO;
  }

  private Result dup(int fd) {
    OpenFile file = files.get(fd);
    return file == null ? Result.error(Errno.EBADF) : install(file);
  }

  private Result mmap(AddressSpace mm, Syscall.Mmap call) {
    MapFlags flags = new MapFlags(call.flags());
    if (flags.anonymous()) {
      return mm.mapAnonymous(call.address(), call.length(), call.prot(), flags);
    }
    return on(call.fd(), file -> mapFile(mm, call, flags, file));
  }

  private static Result mapFile(AddressSpace mm, Syscall.Mmap call, MapFlags flags, OpenFile file) {
    if (call.length() <= 0 || call.offset() < 0) {
      return Result.error(Errno.EINVAL);
    }
    Errno refused = file.mayMap(flags.shared(), call.length(), call.offset());
    if (refused != Errno.NONE) {
      return Result.error(refused);
    }
    Backing backing = file.map(flags.shared(), call.length(), call.offset());
    return backing == null
        ? Result.error(Errno.ENODEV)
        : mm.map(call.address(), call.length(), call.prot(), flags, backing, call.offset());
  }
}
