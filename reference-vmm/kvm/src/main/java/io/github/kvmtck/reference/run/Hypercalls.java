package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;

/** VMCALL and VMMCALL: hypercalls that exit to userspace. */
final class Hypercalls {
  private Hypercalls() {}

  static Pending exit(Vcpu vcpu, Stop.Suspended stop) {
    vcpu.run().exitReason(io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_HYPERCALL);
    return new Pending.Hypercall(stop.next(), false);
  }
}
