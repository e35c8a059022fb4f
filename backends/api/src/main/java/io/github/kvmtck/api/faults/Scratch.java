package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Interceptor.Next;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;

/** Memory for the arguments of ioctls that are not the client's. */
final class Scratch {
  private static final int LENGTH = 0x1000;

  private long address;

  private Scratch(long address) {
    this.address = address;
  }

  /** A page that is there. */
  static Scratch at(long address) {
    return new Scratch(address);
  }

  /** A page that is mapped when it is needed, and goes with its process. */
  static Scratch map() {
    return new Scratch(0);
  }

  /**
   * Makes an ioctl.
   *
   * @return the structure as the kernel left it
   * @throws IllegalStateException where it fails
   */
  synchronized StructValue ask(
      int fd, Request request, StructValue argument, Memory memory, Next next) {
    if (address == 0) {
      int prot = Linux.PROT_READ | Linux.PROT_WRITE;
      int flags = Linux.MAP_PRIVATE | Linux.MAP_ANONYMOUS;
      address = done(next.call(new Syscall.Mmap(0, LENGTH, prot, flags, -1, 0)), "mmap").value();
    }
    memory.bytes(address, argument.bytes());
    Result unused =
        done(next.call(new Syscall.Ioctl(fd, request.number(), address)), request.name());
    return StructValue.of(argument.struct(), memory.bytes(address, argument.size()));
  }

  private static Result done(Result result, String what) {
    if (result.failed()) {
      throw new IllegalStateException(what + " fails with " + result.errno());
    }
    return result;
  }
}
