package io.github.kvmtck.reference.kvm;

/**
 * How time passes while no guest code runs. The rule is: <em>when every vCPU that is in KVM_RUN
 * sleeps, and nothing has come to wake one of them, the clock jumps to the first alarm that would
 * wake one.</em>
 *
 * <p>So nobody waits for a timer in host time, a guest's timers keep their order, and a vCPU that
 * executes holds time to its own pace of a nanosecond an instruction. A vCPU that is not in KVM_RUN
 * neither holds time nor moves it: time stands while userspace works. An alarm that would wake
 * nobody (a masked timer, one whose vector is requested already) is no reason to jump, so that a
 * periodic timer nobody takes does not make time race. No host clock is read, so equal runs see
 * equal times.
 *
 * <p>A client whose guest talks to the world needs time that keeps pace with the host's; that is
 * another rule in the place of this one.
 */
final class VirtualTime {
  private final Vm vm;

  VirtualTime(Vm vm) {
    this.vm = vm;
  }

  /**
   * Lets time pass for a vCPU that sleeps. One vCPU does it at a time, so that who is woken first
   * runs first.
   *
   * @return whether something has changed: the caller looks again at what it waits for
   */
  synchronized boolean pass() {
    for (Vcpu vcpu : vm.vcpus()) {
      if (vcpu.sleep().holdsTime()) {
        return false;
      }
    }
    return vm.clock().skip();
  }

  /** A vCPU has left KVM_RUN: those that sleep may be all that is left. */
  void released(Vcpu by) {
    if (!vm.clock().armed()) {
      return;
    }
    for (Vcpu vcpu : vm.vcpus()) {
      if (vcpu != by) {
        vcpu.waiting().wake();
      }
    }
  }
}
