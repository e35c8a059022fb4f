package io.github.kvmtck.reference.run;

import static io.github.kvmtck.api.uapi.RunBits.KVM_EXIT_HYPERCALL_LONG_MODE;
import static io.github.kvmtck.api.uapi.RunOffsets.HYPERCALL_ARGS;
import static io.github.kvmtck.api.uapi.RunOffsets.HYPERCALL_FLAGS;
import static io.github.kvmtck.api.uapi.RunOffsets.HYPERCALL_NR;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.reference.kvm.Hypercall;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.RunPage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Gpr;

/** KVM_EXIT_HYPERCALL for KVM_HC_MAP_GPA_RANGE (rule COMP-25). */
final class Hypercalls {
  private static final int[] ARGUMENTS = {Gpr.RBX, Gpr.RCX, Gpr.RDX};

  private Hypercalls() {}

  /** ret is left as it is: what the client does not write there is stale. */
  static Pending exit(Vcpu vcpu, Stop.Suspended stop) {
    RunPage run = vcpu.run();
    boolean longMode = Hypercall.longMode(vcpu);
    run.exitReason(ExitReason.KVM_EXIT_HYPERCALL);
    run.u64(HYPERCALL_NR, Hypercall.MAP_GPA_RANGE);
    for (int i = 0; i < ARGUMENTS.length; i++) {
      run.u64(HYPERCALL_ARGS + i * 8L, Hypercall.argument(vcpu, ARGUMENTS[i]));
    }
    run.u64(HYPERCALL_FLAGS, longMode ? KVM_EXIT_HYPERCALL_LONG_MODE : 0);
    return new Pending.Hypercall(stop.next(), longMode);
  }
}
