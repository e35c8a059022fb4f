package io.github.kvmtck.reference.variation;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;

/** KVM_REQ_USERSPACE_KICK: a mark that KVM_RUN tests and never takes (kvm_test_request). */
public final class KickRequest {
  private static final int KICK = Requests.FIRST_FREE << 1;
  static final LeaveWhenAsked LEAVE = new LeaveWhenAsked(new Leave(), KickRequest::made);

  private KickRequest() {}

  /** kvm_make_all_cpus_request. */
  public static void makeAll(Vm vm) {
    vm.vcpus().forEach(vcpu -> vcpu.request(KICK));
  }

  /** kvm_clear_all_cpus_request. */
  public static void clearAll(Vm vm) {
    vm.vcpus().forEach(KickRequest::clear);
  }

  /** kvm_clear_request. */
  public static void clear(Vcpu vcpu) {
    vcpu.requests().take(KICK);
  }

  static boolean made(Vcpu vcpu) {
    return vcpu.requests().has(KICK);
  }

  /** EINTR, and no exit reason. */
  public record Leave() implements RunStage {
    @Override
    public String name() {
      return "leave when kicked";
    }

    @Override
    public Outcome run(Vcpu vcpu) {
      return made(vcpu) ? Outcome.EINTR : Outcome.CONTINUE;
    }
  }
}
