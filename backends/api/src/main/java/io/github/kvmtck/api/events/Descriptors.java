package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.CoalescedIo;
import io.github.kvmtck.api.uapi.Devices;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Stats;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** What each descriptor of a process is, learnt from the calls that made it. */
public final class Descriptors {
  private final Map<Integer, Descriptor> open = new ConcurrentHashMap<>();
  private final Map<String, Long> runs = new ConcurrentHashMap<>();
  private final Set<String> coalescing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger vms;

  public Descriptors() {
    this(new AtomicInteger());
  }

  /**
   * @param vms counts the VMs of all processes of a trace
   */
  private Descriptors(AtomicInteger vms) {
    this.vms = vms;
  }

  /** A copy for a forked child. */
  public Descriptors copy() {
    Descriptors copy = new Descriptors(vms);
    copy.open.putAll(open);
    copy.runs.putAll(runs);
    copy.coalescing.addAll(coalescing);
    return copy;
  }

  /** What a descriptor is; OTHER where no call has made it. */
  public Descriptor get(int fd) {
    Descriptor known = open.get(fd);
    return known != null ? known : Descriptor.other(fd, "fd " + fd);
  }

  /** Whether a call that was seen made it. */
  public boolean knows(int fd) {
    return open.containsKey(fd);
  }

  /** The numbers that are known, from one to another, both included and unsigned. */
  public List<Integer> between(int first, int last) {
    return open.keySet().stream()
        .filter(
            fd -> Integer.compareUnsigned(fd, first) >= 0 && Integer.compareUnsigned(fd, last) <= 0)
        .sorted()
        .toList();
  }

  /** Another program is executed: its memory is new, and what was marked so is closed. */
  public void executed(IntPredicate stillOpen) {
    open.keySet().removeIf(fd -> !stillOpen.test(fd));
    runs.clear();
  }

  /** Whether a kvm_run starts in a range of memory. */
  public boolean mapsRun(long address, long length) {
    return runs.values().stream().anyMatch(run -> Long.compareUnsigned(run - address, length) < 0);
  }

  /** Where the kvm_run of a vCPU fd is mapped. */
  public OptionalLong run(int fd) {
    Long address = runs.get(get(fd).label());
    return address == null ? OptionalLong.empty() : OptionalLong.of(address);
  }

  /** Whether writes of the vCPU's VM are coalesced. */
  boolean coalesces(int fd) {
    return coalescing.contains(get(fd).vm());
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
          open.put(fd, new Descriptor(fd, FdKind.SYSTEM, "kvm", ""));
      case Syscall.Open(String path, int _) -> open.put(fd, Descriptor.other(fd, path));
      case Syscall.MemfdCreate(String name, int _) ->
          open.put(fd, Descriptor.other(fd, "memfd " + name));
      case Syscall.Eventfd _ -> open.put(fd, Descriptor.other(fd, "eventfd " + fd));
      case Syscall.EpollCreate _ -> open.put(fd, Descriptor.other(fd, "epoll " + fd));
      case Syscall.Userfaultfd _ ->
          open.put(fd, new Descriptor(fd, FdKind.USERFAULTFD, "uffd", ""));
      case Syscall.Dup(int original) -> open.put(fd, get(original).as(fd));
      case Syscall.Mmap mmap when isRun(mmap) -> runs.put(get(mmap.fd()).label(), result.value());
      case Syscall.Ioctl ioctl -> {
        made(ioctl, fd, memory).ifPresent(made -> open.put(made.fd(), made));
        if (number(ioctl) == CoalescedIo.KVM_REGISTER_COALESCED_MMIO.number()) {
          coalescing.add(get(ioctl.fd()).vm());
        }
      }
      default -> {}
    }
  }

  private static long number(Syscall.Ioctl call) {
    return call.request() & 0xffff_ffffL;
  }

  private Optional<Descriptor> made(Syscall.Ioctl call, int result, Memory memory) {
    long number = number(call);
    Descriptor on = get(call.fd());
    if (number == SystemApi.KVM_CREATE_VM.number()) {
      int index = vms.getAndIncrement();
      String label = index == 0 ? "vm" : "vm" + index;
      return Optional.of(new Descriptor(result, FdKind.VM, label, label));
    } else if (number == VcpuRun.KVM_CREATE_VCPU.number()) {
      String prefix = on.vm().equals("vm") ? "" : on.vm() + ".";
      String label = prefix + "vcpu" + Integer.toUnsignedString((int) call.arg());
      return Optional.of(new Descriptor(result, FdKind.VCPU, label, on.vm()));
    } else if (number == Stats.KVM_GET_STATS_FD.number()) {
      return Optional.of(new Descriptor(result, FdKind.STATS, on.label() + " stats", on.vm()));
    } else if (number == Memslots.KVM_CREATE_GUEST_MEMFD.number()) {
      String label = "guest_memfd " + result;
      return Optional.of(new Descriptor(result, FdKind.GUEST_MEMFD, label, on.vm()));
    } else if (number == Devices.KVM_CREATE_DEVICE.number()) {
      return device(call.arg(), on.vm(), memory);
    }
    return Optional.empty();
  }

  private static Optional<Descriptor> device(long address, String vm, Memory memory) {
    byte[] bytes = new byte[(int) Devices.CREATE_DEVICE.size()];
    if (memory.get(address, MemorySegment.ofArray(bytes)) != Errno.NONE) {
      return Optional.empty();
    }
    StructValue device = StructValue.of(Devices.CREATE_DEVICE, bytes);
    int fd = (int) device.get("fd");
    boolean onlyTested = (device.get("flags") & Devices.KVM_CREATE_DEVICE_TEST) != 0;
    return onlyTested
        ? Optional.empty()
        : Optional.of(new Descriptor(fd, FdKind.DEVICE, "device " + fd, vm));
  }

  private boolean isRun(Syscall.Mmap mmap) {
    return mmap.offset() == 0 && get(mmap.fd()).kind() == FdKind.VCPU;
  }
}
