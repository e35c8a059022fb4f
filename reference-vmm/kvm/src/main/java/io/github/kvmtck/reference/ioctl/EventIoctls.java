package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.VcpuEvents.INTERRUPT;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GET_VCPU_EVENTS;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_INTERRUPT;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_NMI;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_SET_VCPU_EVENTS;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_SMI;
import static io.github.kvmtck.api.uapi.VcpuEvents.VCPU_EVENTS;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.QueuedInterrupt;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.state.EventFields;

/** Events that wait for the guest (api.rst 4.16, 4.31, 4.32, 4.64, 4.96). */
final class EventIoctls {
  /** KVM_NR_INTERRUPTS. */
  private static final int VECTORS = 256;

  private EventIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .writes(
            KVM_GET_VCPU_EVENTS,
            VCPU_EVENTS.size(),
            (vcpu, out) -> {
              EventFields.get(vcpu, out);
              return Result.ZERO;
            })
        .reads(
            KVM_SET_VCPU_EVENTS,
            VCPU_EVENTS.size(),
            (vcpu, in) -> EventFields.set(vcpu, in) ? Result.ZERO : IoctlCall.INVALID)
        .reads(
            KVM_INTERRUPT,
            INTERRUPT.size(),
            (vcpu, in) -> interrupt(vcpu, INTERRUPT.get(in, "irq")))
        .plain(
            KVM_NMI,
            vcpu -> {
              vcpu.events().queueNmi();
              vcpu.request(Requests.EVENT);
              return Result.ZERO;
            })
        .plain(
            KVM_SMI,
            vcpu -> {
              vcpu.request(Requests.SMI);
              return Result.ZERO;
            });
  }

  private static Result interrupt(Vcpu vcpu, long vector) {
    if (vector >= VECTORS) {
      return IoctlCall.INVALID;
    }
    if (vcpu.vm().picInKernel()) {
      return Result.error(Errno.ENXIO);
    }
    if (vcpu.vm().lapicInKernel()) {
      return vcpu.interrupts().external((int) vector) ? Result.ZERO : Result.error(Errno.EEXIST);
    }
    vcpu.events().queue(new QueuedInterrupt((int) vector, false));
    vcpu.requests().make(Requests.EVENT);
    return Result.ZERO;
  }
}
