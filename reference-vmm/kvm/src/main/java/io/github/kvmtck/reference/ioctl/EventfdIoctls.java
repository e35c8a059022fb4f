package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.CoalescedIo.COALESCED_MMIO_ZONE;
import static io.github.kvmtck.api.uapi.CoalescedIo.KVM_REGISTER_COALESCED_MMIO;
import static io.github.kvmtck.api.uapi.CoalescedIo.KVM_UNREGISTER_COALESCED_MMIO;
import static io.github.kvmtck.api.uapi.Interrupts.IOEVENTFD;
import static io.github.kvmtck.api.uapi.Interrupts.IRQFD;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IOEVENTFD;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IOEVENTFD_FLAG_DATAMATCH;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IOEVENTFD_FLAG_DEASSIGN;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IOEVENTFD_FLAG_PIO;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQFD;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQFD_FLAG_DEASSIGN;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQFD_FLAG_RESAMPLE;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.file.EventFd;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.kvm.CoalescedZone;
import io.github.kvmtck.reference.kvm.IoEventFd;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.IrqFd;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.kvm.VmDevice.Bus;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * eventfds as interrupts and for writes, and writes that are collected (api.rst 4.59, 4.75, 4.116).
 */
final class EventfdIoctls {
  private static final Set<Long> LENGTHS = Set.of(0L, 1L, 2L, 4L, 8L);

  /** kvm_ioeventfd_flag_nr_max, with two flags that only s390 and KVM itself have a use for. */
  private static final long IOEVENTFD_FLAGS = 0x1f;

  private static final long VIRTIO_CCW_NOTIFY = 1 << 3;

  private EventfdIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .on(KVM_IRQFD, EventfdIoctls::irqFd)
        .on(KVM_IOEVENTFD, EventfdIoctls::ioEventFd)
        .reads(
            KVM_REGISTER_COALESCED_MMIO,
            COALESCED_MMIO_ZONE.size(),
            (vm, in) -> {
              if (COALESCED_MMIO_ZONE.get(in, "pio") > 1) {
                return IoctlCall.INVALID;
              }
              vm.devices().add(zone(in));
              return Result.ZERO;
            })
        .reads(
            KVM_UNREGISTER_COALESCED_MMIO,
            COALESCED_MMIO_ZONE.size(),
            (vm, in) -> {
              if (COALESCED_MMIO_ZONE.get(in, "pio") > 1) {
                return IoctlCall.INVALID;
              }
              CoalescedZone gone = zone(in);
              vm.devices().all().stream()
                  .filter(each ->
                      each instanceof CoalescedZone there
                          && there.contains(gone.bus(), gone.address(), gone.size()))
                  .forEach(vm.devices()::remove);
              return Result.ZERO;
            });
  }

  private static CoalescedZone zone(MemorySegment in) {
    return new CoalescedZone(
        COALESCED_MMIO_ZONE.get(in, "pio") == 0 ? Bus.MMIO : Bus.PORT,
        COALESCED_MMIO_ZONE.get(in, "addr"),
        COALESCED_MMIO_ZONE.get(in, "size"));
  }

  /**
   * What is done with the eventfd behind a descriptor: EBADF, or EINVAL where it is another file.
   */
  private static Result with(IoctlCall call, int fd, Function<EventFd, Result> work) {
    OpenFile file = call.caller().files().get(fd);
    if (file == null) {
      return Result.error(Errno.EBADF);
    }
    try {
      return file instanceof EventFd event ? work.apply(event) : IoctlCall.INVALID;
    } finally {
      file.put();
    }
  }

  private static Result irqFd(Vm vm, IoctlCall call) {
    MemorySegment in = call.read(IRQFD.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    long flags = IRQFD.get(in, "flags");
    if ((flags & ~(KVM_IRQFD_FLAG_DEASSIGN | KVM_IRQFD_FLAG_RESAMPLE)) != 0) {
      return IoctlCall.INVALID;
    }
    int gsi = (int) IRQFD.get(in, "gsi");
    int fd = (int) IRQFD.get(in, "fd");
    if ((flags & KVM_IRQFD_FLAG_DEASSIGN) != 0) {
      return with(call, fd, event -> deassign(vm, event, gsi));
    }
    boolean resample = (flags & KVM_IRQFD_FLAG_RESAMPLE) != 0;
    if (resample ? !vm.picInKernel() : !vm.lapicInKernel()) {
      return IoctlCall.INVALID;
    }
    if (!resample) {
      return with(call, fd, event -> assign(vm, new IrqFdOf(event, gsi, null)));
    }
    int back = (int) IRQFD.get(in, "resamplefd");
    return with(
        call, fd, event -> with(call, back, told -> assign(vm, new IrqFdOf(event, gsi, told))));
  }

  /** What an irqfd is to be. */
  private record IrqFdOf(EventFd event, int gsi, @Nullable EventFd resample) {}

  /** One eventfd raises one interrupt. */
  private static Result assign(Vm vm, IrqFdOf asked) {
    synchronized (vm.irqFds()) {
      if (vm.irqFds().stream().anyMatch(each -> each.of(asked.event))) {
        return Result.error(Errno.EBUSY);
      }
      vm.irqFds().add(new IrqFd(vm, asked.event, asked.gsi, asked.resample));
      return Result.ZERO;
    }
  }

  private static Result deassign(Vm vm, EventFd event, int gsi) {
    synchronized (vm.irqFds()) {
      vm.irqFds()
          .removeIf(each -> {
            boolean gone = each.of(event) && each.to(gsi);
            if (gone) {
              each.remove();
            }
            return gone;
          });
      return Result.ZERO;
    }
  }

  private static Result ioEventFd(Vm vm, IoctlCall call) {
    MemorySegment in = call.read(IOEVENTFD.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    long flags = IOEVENTFD.get(in, "flags");
    long length = IOEVENTFD.get(in, "len");
    long address = IOEVENTFD.get(in, "addr");
    boolean match = (flags & KVM_IOEVENTFD_FLAG_DATAMATCH) != 0;
    if ((flags & KVM_IOEVENTFD_FLAG_DEASSIGN) == 0
        && (!LENGTHS.contains(length)
            || Long.compareUnsigned(address + length, address) < 0
            || (flags & ~IOEVENTFD_FLAGS) != 0
            || length == 0 && match)) {
      return IoctlCall.INVALID;
    }
    return with(
        call,
        (int) IOEVENTFD.get(in, "fd"),
        event -> {
          IoEventFd asked =
              new IoEventFd(
                  event,
                  bus(flags),
                  address,
                  (int) length,
                  !match,
                  match ? IOEVENTFD.get(in, "datamatch") : 0);
          return (flags & KVM_IOEVENTFD_FLAG_DEASSIGN) != 0 ? remove(vm, asked) : add(vm, asked);
        });
  }

  /** ioeventfd_bus_from_flags. */
  private static Bus bus(long flags) {
    if ((flags & KVM_IOEVENTFD_FLAG_PIO) != 0) {
      return Bus.PORT;
    }
    return (flags & VIRTIO_CCW_NOTIFY) != 0 ? Bus.VIRTIO_CCW : Bus.MMIO;
  }

  private static Result add(Vm vm, IoEventFd asked) {
    boolean taken =
        vm.devices().all().stream()
            .anyMatch(each -> each instanceof IoEventFd there && there.collides(asked));
    if (taken) {
      return Result.error(Errno.EEXIST);
    }
    vm.devices().add(asked);
    return Result.ZERO;
  }

  private static Result remove(Vm vm, IoEventFd asked) {
    if (!vm.devices().all().contains(asked)) {
      return Result.error(Errno.ENOENT);
    }
    vm.devices().remove(asked);
    return Result.ZERO;
  }
}
