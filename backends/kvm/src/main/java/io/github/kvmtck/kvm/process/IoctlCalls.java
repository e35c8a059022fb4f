package io.github.kvmtck.kvm.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Devices;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Stats;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.kvm.memory.AddressSpace;
import io.github.kvmtck.linux.Ioctl;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Signal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ioctl(2) of a client: what is passed is the client's own, what comes back is accounted for. */
final class IoctlCalls {
  static final long KVM_RUN = VcpuRun.KVM_RUN.number();

  private static final long SET_SIGNAL_MASK = VcpuRun.KVM_SET_SIGNAL_MASK.number();
  private static final long CREATE_DEVICE = Devices.KVM_CREATE_DEVICE.number();
  private static final long DEVICE_FD = Devices.CREATE_DEVICE.offset("fd");
  private static final long DEVICE_FLAGS = Devices.CREATE_DEVICE.offset("flags");
  private static final long DIRECTION = 3L << 30;
  private static final long KERNEL_SIGSET_SIZE = 8;

  /** Requests whose return value is a descriptor. */
  private static final Map<Long, FdKind> RETURNS_FD =
      Map.of(
          SystemApi.KVM_CREATE_VM.number(), FdKind.VM,
          VcpuRun.KVM_CREATE_VCPU.number(), FdKind.VCPU,
          Memslots.KVM_CREATE_GUEST_MEMFD.number(), FdKind.GUEST_MEMFD,
          Stats.KVM_GET_STATS_FD.number(), FdKind.STATS,
          Proposed.KVM_VCPU_MAKE_EXITFD.number(), FdKind.OTHER);

  private final Descriptors descriptors;
  private final AddressSpace space;
  private final Memory memory;

  IoctlCalls(Descriptors descriptors, AddressSpace space) {
    this.descriptors = descriptors;
    this.space = space;
    this.memory = space.memory();
  }

  long call(Syscall.Ioctl call) {
    long request = call.request();
    int fd = descriptors.own(call.fd());
    if (request == KVM_RUN) {
      return Ioctl.ioctl(fd, request, call.arg());
    }
    long arg = hasPointer(request) ? space.confined(call.arg(), size(request)) : call.arg();
    if (request == SET_SIGNAL_MASK && arg != 0) {
      return setSignalMask(fd, arg);
    }
    long returned = Ioctl.ioctl(fd, request, arg);
    if (!Returned.failed(returned)) {
      account(request, arg, (int) returned);
    }
    return returned;
  }

  private void account(long request, long arg, int returned) {
    @Nullable FdKind kind = RETURNS_FD.get(request);
    if (kind != null) {
      descriptors.opened(returned, kind);
    } else if (request == CREATE_DEVICE
        && (memory.u32(arg + DEVICE_FLAGS) & Devices.KVM_CREATE_DEVICE_TEST) == 0) {
      descriptors.opened(memory.u32(arg + DEVICE_FD), FdKind.DEVICE);
    }
  }

  /**
   * The signal that ends a task stays unblocked in KVM_RUN whatever the client's mask says, as the
   * C library keeps its own signals unblocked. It is sent only when the task is closed.
   */
  private long setSignalMask(int fd, long arg) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(4 + KERNEL_SIGSET_SIZE, 8);
      if (memory.get(arg, mask) != Errno.NONE || mask.get(JAVA_INT, 0) != KERNEL_SIGSET_SIZE) {
        return Ioctl.ioctl(fd, SET_SIGNAL_MASK, arg);
      }
      long set = mask.get(JAVA_LONG_UNALIGNED, 4) & ~Signal.set(ClientSignals.KICK);
      mask.set(JAVA_LONG_UNALIGNED, 4, set);
      return Ioctl.ioctl(fd, SET_SIGNAL_MASK, mask.address());
    }
  }

  // asm-generic/ioctl.h: direction in bits 30 and 31, size in bits 16 to 29.

  private static boolean hasPointer(long request) {
    return (request & DIRECTION) != 0;
  }

  private static long size(long request) {
    return request >> 16 & 0x3fff;
  }
}
