package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_vcpu_block: sleeps until the vCPU is runnable, is asked to unblock, or a signal comes. */
final class Block {
  private Block() {}

  static void block(Vcpu vcpu) {
    vcpu.task().reach(SchedulingPoint.VCPU_BLOCK);
    var system = vcpu.vm().system();
    var unused =
        vcpu.sleep().until(() -> system.wakeUp().runnable(vcpu) || system.unblock().runnable(vcpu));
    vcpu.requests().take(Requests.UNBLOCK);
  }
}
