package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Devices;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Stats;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What each descriptor of a process is, learnt from the calls that made it. */
public final class Descriptors {
  private final Map<Integer, Descriptor> open = new ConcurrentHashMap<>();
  private final Map<String, Long> runs = new ConcurrentHashMap<>();
  private final AtomicInteger vms = new AtomicInteger();

  /**
   * One open descriptor.
   *
   * @param label short, for messages: {@code vcpu0}
   */
  public record Descriptor(FdKind kind, String label) {}

  /** A copy for a forked child. */
  public Descriptors copy() {
    Descriptors copy = new Descriptors();
    copy.open.putAll(open);
    copy.runs.putAll(runs);
    copy.vms.set(vms.get());
    return copy;
  }

  /** What a descriptor is; OTHER where no call has made it. */
  public Descriptor get(int fd) {
    Descriptor known = open.get(fd);
    return known != null ? known : new Descriptor(FdKind.OTHER, "fd " + fd);
  }

  /** Where the kvm_run of a vCPU fd is mapped. */
  public OptionalLong run(int fd) {
    Long address = runs.get(get(fd).label());
    return address == null ? OptionalLong.empty() : OptionalLong.of(address);
  }

  /**
   * Forgets what a call is about to end. It must not wait for the return: another task may have got
   * the same number or address by then.
   */
  public void forget(Syscall call) {
    switch (call) {
      case Syscall.Close(int fd) -> open.remove(fd);
      case Syscall.Munmap(long address, long length) ->
          runs.values().removeIf(run -> run - address >= 0 && run - address < length);
      default -> {}
    }
  }

  /** Learns from a call that succeeded. */
  public void learn(Syscall call, Result result, Memory memory) {
    int fd = (int) result.value();
    switch (call) {
      case Syscall.Open(String path, int _) when path.equals("/dev/kvm") ->
          open.put(fd, new Descriptor(FdKind.SYSTEM, "kvm"));
      case Syscall.Open(String path, int _) -> open.put(fd, new Descriptor(FdKind.OTHER, path));
      case Syscall.MemfdCreate(String name, int _) ->
          open.put(fd, new Descriptor(FdKind.OTHER, "memfd " + name));
      case Syscall.Eventfd _ -> open.put(fd, new Descriptor(FdKind.OTHER, "eventfd " + fd));
      case Syscall.EpollCreate _ -> open.put(fd, new Descriptor(FdKind.OTHER, "epoll " + fd));
      case Syscall.Userfaultfd _ -> open.put(fd, new Descriptor(FdKind.USERFAULTFD, "uffd"));
      case Syscall.Dup(int original) -> open.put(fd, get(original));
      case Syscall.Mmap mmap when isRun(mmap) -> runs.put(get(mmap.fd()).label(), result.value());
      case Syscall.Ioctl ioctl ->
          made(ioctl, fd, memory).ifPresent(made -> open.put(made.fd, made.what));
      default -> {}
    }
  }

  private record Made(int fd, Descriptor what) {}

  private Optional<Made> made(Syscall.Ioctl call, int result, Memory memory) {
    long number = call.request() & 0xffff_ffffL;
    String label = get(call.fd()).label();
    if (number == SystemApi.KVM_CREATE_VM.number()) {
      int index = vms.getAndIncrement();
      return made(result, FdKind.VM, index == 0 ? "vm" : "vm" + index);
    } else if (number == VcpuRun.KVM_CREATE_VCPU.number()) {
      String vm = label.equals("vm") ? "" : label + ".";
      return made(result, FdKind.VCPU, vm + "vcpu" + Integer.toUnsignedString((int) call.arg()));
    } else if (number == Stats.KVM_GET_STATS_FD.number()) {
      return made(result, FdKind.STATS, label + " stats");
    } else if (number == Memslots.KVM_CREATE_GUEST_MEMFD.number()) {
      return made(result, FdKind.GUEST_MEMFD, "guest_memfd " + result);
    } else if (number == Devices.KVM_CREATE_DEVICE.number()) {
      return device(call.arg(), memory);
    }
    return Optional.empty();
  }

  private static Optional<Made> device(long address, Memory memory) {
    byte[] bytes = new byte[(int) Devices.CREATE_DEVICE.size()];
    if (memory.get(address, MemorySegment.ofArray(bytes)) != Errno.NONE) {
      return Optional.empty();
    }
    StructValue device = StructValue.of(Devices.CREATE_DEVICE, bytes);
    int fd = (int) device.get("fd");
    boolean onlyTested = (device.get("flags") & Devices.KVM_CREATE_DEVICE_TEST) != 0;
    return onlyTested ? Optional.empty() : made(fd, FdKind.DEVICE, "device " + fd);
  }

  private static Optional<Made> made(int fd, FdKind kind, String label) {
    return Optional.of(new Made(fd, new Descriptor(kind, label)));
  }

  private boolean isRun(Syscall.Mmap mmap) {
    return mmap.offset() == 0 && get(mmap.fd()).kind() == FdKind.VCPU;
  }
}
