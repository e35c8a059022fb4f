package io.github.kvmtck.redirect.client;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.redirect.memory.ClientMemory;
import io.github.kvmtck.redirect.notify.Notification;
import io.github.kvmtck.redirect.notify.Numbers;

/** Reads the arguments of caught calls, registers and structures. */
final class CaughtCall {
  private CaughtCall() {}

  static boolean opens(Notification call) {
    return switch (call.number()) {
      case Numbers.OPEN, Numbers.OPENAT, Numbers.OPENAT2 -> true;
      default -> false;
    };
  }

  /** The address of the path that is opened. */
  static long path(Notification call) {
    return call.number() == Numbers.OPEN ? call.a() : call.b();
  }

  /** The flags of an open; those of openat2 are in a struct open_how. */
  static int openFlags(Notification call, ClientMemory memory) {
    return switch (call.number()) {
      case Numbers.OPEN -> (int) call.b();
      case Numbers.OPENAT -> (int) call.c();
      default -> (int) memory.u64(call.c());
    };
  }

  /** Flags of the descriptor that a call makes: KVM's own are all closed on exec. */
  static int descriptorFlags(Notification call, ClientMemory memory) {
    return opens(call) ? openFlags(call, memory) & Fcntl.O_CLOEXEC : Fcntl.O_CLOEXEC;
  }

  static Syscall.Ioctl ioctl(Notification call) {
    return new Syscall.Ioctl((int) call.a(), call.b() & 0xffff_ffffL, call.c());
  }

  /** A call that changes mappings. */
  static Syscall mapping(Notification call) {
    return switch (call.number()) {
      case Numbers.MUNMAP, Numbers.MREMAP -> new Syscall.Munmap(call.a(), call.b());
      case Numbers.MPROTECT -> new Syscall.Mprotect(call.a(), call.b(), (int) call.c());
      case Numbers.MADVISE -> new Syscall.Madvise(call.a(), call.b(), (int) call.c());
      case Numbers.MMAP ->
          new Syscall.Mmap(
              call.a(), call.b(), (int) call.c(), (int) call.d(), (int) call.e(), call.f());
      default -> throw new IllegalArgumentException("no call about mappings: " + call.number());
    };
  }
}
