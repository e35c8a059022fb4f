package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.ProposedWaits.VCPU_WAIT;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.host.task.Woken;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.WakeRule;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * An ioctl that blocks until an event is there: the core of vcpu_block without KVM_RUN around it.
 * It takes vcpu-&gt;mutex, so that there is one waiter, and looks at immediate_exit, without which
 * a kick before the call would be lost (rule VTL-A1; ZuSL_FCfvVywCPxm@google.com).
 */
public final class VcpuWait implements Variation {
  @Override
  public String name() {
    return "vcpu-wait";
  }

  @Override
  public String description() {
    return "alternative: an ioctl that waits for an event, with the kind of wait as its argument";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table -> table.reads(ProposedWaits.KVM_VCPU_WAIT, VCPU_WAIT.size(), VcpuWait::await));
  }

  private static Result await(Vcpu vcpu, MemorySegment in) {
    WakeRule event = event(vcpu, VCPU_WAIT.get(in, "type"));
    if (event == null || VCPU_WAIT.get(in, "flags") != 0 || !vcpu.vm().lapicInKernel()) {
      return IoctlCall.INVALID;
    }
    if (vcpu.run().immediateExit()) {
      return Result.error(Errno.EINTR);
    }
    vcpu.task().reach(SchedulingPoint.VCPU_BLOCK);
    Woken woken = vcpu.sleep().until(() -> event.runnable(vcpu));
    return woken == Woken.READY ? Result.ZERO : Result.error(Errno.EINTR);
  }

  private static @Nullable WakeRule event(Vcpu vcpu, long type) {
    if (type == ProposedWaits.KVM_VCPU_WAIT_HALT) {
      return vcpu.vm().system().wakeUp();
    }
    return type == ProposedWaits.KVM_VCPU_WAIT_HV_INACTIVE_VTL
        ? waiting -> waiting.interrupts().hasEventsWhateverTheFlag()
        : null;
  }
}
