package io.github.kvmtck.reference.state;

import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_VCPUEVENT_VALID_NMI_PENDING;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_VCPUEVENT_VALID_PAYLOAD;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_VCPUEVENT_VALID_SHADOW;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_VCPUEVENT_VALID_SIPI_VECTOR;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_VCPUEVENT_VALID_SMM;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_VCPUEVENT_VALID_TRIPLE_FAULT;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_X86_SHADOW_INT_MOV_SS;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_X86_SHADOW_INT_STI;
import static io.github.kvmtck.api.uapi.VcpuEvents.VCPU_EVENTS;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.reference.kvm.QueuedEvents;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.QueuedInterrupt;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.SystemManagement;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** struct kvm_vcpu_events. */
public final class EventFields {
  private static final int HIGHEST_EXCEPTION = 31;
  private static final int KNOWN_FLAGS =
      KVM_VCPUEVENT_VALID_NMI_PENDING
          | KVM_VCPUEVENT_VALID_SIPI_VECTOR
          | KVM_VCPUEVENT_VALID_SHADOW
          | KVM_VCPUEVENT_VALID_SMM
          | KVM_VCPUEVENT_VALID_PAYLOAD
          | KVM_VCPUEVENT_VALID_TRIPLE_FAULT;

  private EventFields() {}

  /** kvm_vcpu_ioctl_x86_get_vcpu_events; {@code out} is zero before. */
  public static void get(Vcpu vcpu, MemorySegment out) {
    boolean payload = vcpu.vm().settings().exceptionPayload();
    exception(vcpu, out, payload);
    QueuedInterrupt interrupt = vcpu.events().interrupt();
    Events events = vcpu.cpu().events;
    set(out, "interrupt.injected", interrupt != null && !interrupt.soft());
    VCPU_EVENTS.set(out, "interrupt.nr", vcpu.events().lastInterrupt().vector());
    int shadow =
        (events.stiShadow() ? KVM_X86_SHADOW_INT_STI : 0)
            | (events.movSsShadow() ? KVM_X86_SHADOW_INT_MOV_SS : 0);
    VCPU_EVENTS.set(out, "interrupt.shadow", shadow);
    set(out, "nmi.injected", vcpu.events().nmiInjected());
    vcpu.events().limitNmis(events.nmiBlocked());
    VCPU_EVENTS.set(out, "nmi.pending", vcpu.events().nmiPending());
    set(out, "nmi.masked", events.nmiBlocked());
    vcpu.smm().takeRequest();
    set(out, "smi.smm", vcpu.smm().active());
    set(out, "smi.pending", vcpu.smm().pending());
    set(out, "smi.smm_inside_nmi", vcpu.smm().insideNmi());
    set(out, "smi.latched_init", vcpu.interrupts().initAndSipi().initPending());
    boolean shutdowns = vcpu.vm().settings().tripleFaultEvent();
    if (shutdowns) {
      set(out, "triple_fault.pending", vcpu.requests().has(Requests.TRIPLE_FAULT));
    }
    VCPU_EVENTS.set(
        out,
        "flags",
        KVM_VCPUEVENT_VALID_NMI_PENDING
            | KVM_VCPUEVENT_VALID_SHADOW
            | KVM_VCPUEVENT_VALID_SMM
            | (payload ? KVM_VCPUEVENT_VALID_PAYLOAD : 0)
            | (shutdowns ? KVM_VCPUEVENT_VALID_TRIPLE_FAULT : 0));
  }

  private static void exception(Vcpu vcpu, MemorySegment out, boolean payload) {
    QueuedException queued = queued(vcpu);
    QueuedException content = queued != null ? queued : vcpu.events().lastException();
    boolean soft = content.vector() == Vector.BP || content.vector() == Vector.OF;
    boolean pending = queued != null && !queued.injected() && !soft;
    boolean injected = queued != null && queued.injected() && !soft;
    // Without KVM_CAP_EXCEPTION_PAYLOAD, what is pending is also called injected.
    set(out, "exception.injected", injected || pending && !payload);
    set(out, "exception.pending", pending);
    VCPU_EVENTS.set(out, "exception.nr", content.vector());
    set(out, "exception.has_error_code", content.hasCode());
    VCPU_EVENTS.set(out, "exception.error_code", content.code());
    set(out, "exception_has_payload", content.hasPayload());
    VCPU_EVENTS.set(out, "exception_payload", content.payload());
  }

  /** KVM's queue, or what the processor raised and has not delivered yet. */
  private static @Nullable QueuedException queued(Vcpu vcpu) {
    QueuedException queued = vcpu.events().exception();
    Events events = vcpu.cpu().events;
    if (queued != null || events.pendingVector() == Events.NONE) {
      return queued;
    }
    int code = events.pendingCode();
    return code == Events.NO_CODE
        ? QueuedException.plain(events.pendingVector())
        : QueuedException.withCode(events.pendingVector(), code);
  }

  /**
   * kvm_vcpu_ioctl_x86_set_vcpu_events.
   *
   * @return false for what is not valid: EINVAL, nothing changed
   */
  public static boolean set(Vcpu vcpu, MemorySegment in) {
    int flags = (int) VCPU_EVENTS.get(in, "flags");
    boolean payload = (flags & KVM_VCPUEVENT_VALID_PAYLOAD) != 0;
    if ((flags & ~KNOWN_FLAGS) != 0 || payload && !vcpu.vm().settings().exceptionPayload()) {
      return false;
    }
    boolean pending = payload && is(in, "exception.pending");
    boolean injected = is(in, "exception.injected") && !pending;
    int vector = (int) VCPU_EVENTS.get(in, "exception.nr");
    if ((pending || injected) && (vector > HIGHEST_EXCEPTION || vector == Vector.NMI)) {
      return false;
    }
    if ((flags & KVM_VCPUEVENT_VALID_SMM) != 0 && blocksInit(in) && waitsForSipi(vcpu)) {
      return false;
    }
    QueuedEvents events = vcpu.events();
    vcpu.cpu().events.clearPending();
    QueuedException content =
        new QueuedException(
            vector,
            is(in, "exception.has_error_code"),
            (int) VCPU_EVENTS.get(in, "exception.error_code"),
            pending && is(in, "exception_has_payload"),
            VCPU_EVENTS.get(in, "exception_payload"),
            injected);
    if (pending || injected) {
      events.queue(content);
    } else {
      events.leave(content);
    }
    setInterrupts(vcpu, in, flags);
    boolean shutdown = (flags & KVM_VCPUEVENT_VALID_TRIPLE_FAULT) != 0;
    if (shutdown && !vcpu.vm().settings().tripleFaultEvent()) {
      return false;
    }
    if (shutdown) {
      vcpu.requests().take(Requests.TRIPLE_FAULT);
      if (is(in, "triple_fault.pending")) {
        vcpu.requests().make(Requests.TRIPLE_FAULT);
      }
    }
    vcpu.requests().make(Requests.EVENT);
    return true;
  }

  /** INIT waits while the vCPU is in SMM, or about to enter it. */
  private static boolean blocksInit(MemorySegment in) {
    return is(in, "smi.smm") || is(in, "smi.pending");
  }

  private static boolean waitsForSipi(Vcpu vcpu) {
    return vcpu.mpState() == MpState.KVM_MP_STATE_INIT_RECEIVED.number();
  }

  private static void setSmm(Vcpu vcpu, MemorySegment in) {
    SystemManagement smm = vcpu.smm();
    boolean active = is(in, "smi.smm");
    if (smm.active() != active) {
      smm.change(active);
    }
    smm.pending(is(in, "smi.pending"));
    if (active) {
      smm.insideNmi(is(in, "smi.smm_inside_nmi"));
    }
  }

  private static void setInterrupts(Vcpu vcpu, MemorySegment in, int flags) {
    QueuedEvents events = vcpu.events();
    QueuedInterrupt content =
        new QueuedInterrupt((int) VCPU_EVENTS.get(in, "interrupt.nr"), is(in, "interrupt.soft"));
    if (is(in, "interrupt.injected")) {
      events.queue(content);
    } else {
      events.leave(content);
    }
    Events processor = vcpu.cpu().events;
    if ((flags & KVM_VCPUEVENT_VALID_SHADOW) != 0) {
      int shadow = (int) VCPU_EVENTS.get(in, "interrupt.shadow");
      processor.stiShadow((shadow & KVM_X86_SHADOW_INT_STI) != 0);
      processor.movSsShadow((shadow & KVM_X86_SHADOW_INT_MOV_SS) != 0);
    }
    events.nmiInjected(is(in, "nmi.injected"));
    if ((flags & KVM_VCPUEVENT_VALID_NMI_PENDING) != 0) {
      events.nmiPending((int) VCPU_EVENTS.get(in, "nmi.pending"));
    }
    processor.nmiBlocked(is(in, "nmi.masked"));
    if ((flags & KVM_VCPUEVENT_VALID_SIPI_VECTOR) != 0) {
      vcpu.interrupts().initAndSipi().sipiVector((int) VCPU_EVENTS.get(in, "sipi_vector"));
    }
    if ((flags & KVM_VCPUEVENT_VALID_SMM) != 0) {
      setSmm(vcpu, in);
      vcpu.interrupts().initAndSipi().initPending(is(in, "smi.latched_init"));
    }
  }

  private static boolean is(MemorySegment in, String field) {
    return VCPU_EVENTS.get(in, field) != 0;
  }

  private static void set(MemorySegment out, String field, boolean value) {
    VCPU_EVENTS.set(out, field, value ? 1 : 0);
  }
}
