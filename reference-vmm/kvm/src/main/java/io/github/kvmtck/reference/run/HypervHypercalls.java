package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.HyperV;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.reference.kvm.GuestMemory;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuHyperv;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Mainline's Hyper-V hypercalls, without the TLB flushes, IPIs and debugging. */
public final class HypervHypercalls implements HypervCalls {
  private static final int NOTIFY_LONG_SPIN_WAIT = 0x0008;
  private static final int POST_MESSAGE = 0x005c;
  private static final int SIGNAL_EVENT = 0x005d;

  /** HV_EXT_CALL_QUERY_CAPABILITIES to HV_EXT_CALL_MAX. */
  private static final int EXTENDED_FIRST = 0x8001;

  private static final int EXTENDED_LAST = EXTENDED_FIRST + 64;

  /** In CPUID 0x40000003 EBX. */
  private static final int POST_MESSAGES = 1 << 4;

  private static final int SIGNAL_EVENTS = 1 << 5;
  private static final int EXTENDED_HYPERCALLS = 1 << 20;

  /** HV_STATUS_*. */
  private static final int SUCCESS = 0;

  private static final int INVALID_HYPERCALL_CODE = 2;
  private static final int INVALID_ALIGNMENT = 4;
  private static final int INVALID_PARAMETER = 5;

  private static final long FLAG_NUMBER = 0xffff_0000_0000L;
  private static final int PAGE = 4096;

  @Override
  public boolean permitted(Vcpu vcpu, int code) {
    int features = vcpu.hyperv().features().ebx();
    return switch (code) {
      case NOTIFY_LONG_SPIN_WAIT -> {
        int retries = vcpu.hyperv().recommendations().ebx();
        yield retries != 0 && retries != -1;
      }
      case POST_MESSAGE -> (features & POST_MESSAGES) != 0;
      case SIGNAL_EVENT -> (features & SIGNAL_EVENTS) != 0;
      default -> !extended(code) || (features & EXTENDED_HYPERCALLS) != 0;
    };
  }

  @Override
  public boolean hasResult(int code) {
    return true;
  }

  private static boolean extended(int code) {
    return code >= EXTENDED_FIRST && code <= EXTENDED_LAST;
  }

  @Override
  public Answer answer(Vcpu vcpu, HypervInput call) {
    if (extended(call.code())) {
      return call.fast() ? status(INVALID_PARAMETER) : new Answer.Exit(call);
    }
    return switch (call.code()) {
      case NOTIFY_LONG_SPIN_WAIT -> status(plain(call) ? SUCCESS : VcpuHyperv.INVALID_INPUT);
      case SIGNAL_EVENT -> plain(call) ? signalEvent(vcpu, call) : status(VcpuHyperv.INVALID_INPUT);
      case POST_MESSAGE -> toSynic(vcpu, call);
      default -> status(INVALID_HYPERCALL_CODE);
    };
  }

  private static Answer status(int status) {
    return new Answer.Status(status);
  }

  private static boolean plain(HypervInput call) {
    return !call.repeated() && call.variableHeader() == 0;
  }

  /** Userspace is not bothered where it has no way to handle it. */
  private static Answer toSynic(Vcpu vcpu, HypervInput call) {
    return plain(call) && vcpu.hyperv().synicActive()
        ? new Answer.Exit(call)
        : status(VcpuHyperv.INVALID_INPUT);
  }

  /** kvm_hvcall_signal_event; without KVM_HYPERV_EVENTFD every connection is userspace's. */
  private static Answer signalEvent(Vcpu vcpu, HypervInput call) {
    HypervInput read = call;
    if (!call.fast()) {
      long gpa = call.ingpa();
      if ((gpa & Long.BYTES - 1) != 0 || (gpa & PAGE - 1) + Long.BYTES > PAGE) {
        return status(INVALID_ALIGNMENT);
      }
      MemorySegment argument = MemorySegment.ofArray(new byte[Long.BYTES]);
      if (!GuestMemory.read(vcpu.vm(), gpa, argument)) {
        return status(INVALID_ALIGNMENT);
      }
      read = call.withIngpa(argument.get(ValueLayout.JAVA_LONG_UNALIGNED, 0));
    }
    boolean flagNumber = (read.ingpa() & FLAG_NUMBER) != 0;
    boolean connection = (read.ingpa() & ~HyperV.KVM_HYPERV_CONN_ID_MASK) == 0;
    return flagNumber || connection ? toSynic(vcpu, read) : status(VcpuHyperv.INVALID_INPUT);
  }

  @Override
  public void exiting(Vcpu vcpu, HypervInput call) {}

  /** The result is what the client has left in kvm_run. */
  @Override
  public Outcome complete(Vcpu vcpu, HypervInput call, int length) {
    vcpu.hyperv().result(Run.RUN.get(vcpu.run().pages(), "hyperv.u.hcall.result"));
    vcpu.stats().count(Counter.HYPERCALLS);
    return Skip.to(vcpu, vcpu.cpu().rip + length);
  }
}
