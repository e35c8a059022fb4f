package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Segment;

/** INIT and SIPI that have come for a vCPU and wait to act (apic-&gt;pending_events). */
public final class InitAndSipi {
  private final Vcpu vcpu;
  private volatile boolean init;
  private volatile boolean sipi;
  private volatile int sipiVector;

  InitAndSipi(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /** With local APICs in the kernel, all but the boot processor wait for INIT and SIPI. */
  static MpState initialState(Vm vm, boolean bootProcessor) {
    return vm.lapicInKernel() && !bootProcessor
        ? MpState.KVM_MP_STATE_UNINITIALIZED
        : MpState.KVM_MP_STATE_RUNNABLE;
  }

  /** An INIT comes: a SIPI that waited is forgotten. */
  void raiseInit() {
    init = true;
    sipi = false;
  }

  /** A SIPI comes. */
  void raiseSipi(int vector) {
    sipiVector = vector;
    sipi = true;
  }

  /** A SIPI waits, with the vector set before: KVM_MP_STATE_SIPI_RECEIVED. */
  public void raiseSipi() {
    sipi = true;
  }

  /** Whether an INIT waits. */
  public boolean initPending() {
    return init;
  }

  /** KVM_SET_VCPU_EVENTS with smi.latched_init. */
  public void initPending(boolean pending) {
    init = vcpu.interrupts().apic() != null && pending;
  }

  /** The vector of the next SIPI. */
  public void sipiVector(int vector) {
    sipiVector = vector;
  }

  /** kvm_apic_init_sipi_allowed: an INIT acts now; else it stays, and a SIPI is dropped. */
  public boolean allowed() {
    return !vcpu.smm().active() && vcpu.nested().globalInterruptFlag();
  }

  /** Whether one of them waits and may act. */
  boolean waits() {
    return (init || sipi) && allowed();
  }

  /** kvm_apic_accept_events: what has come acts now. */
  public void accept() {
    if (!init && !sipi) {
      return;
    }
    if (!allowed()) {
      sipi = false;
      return;
    }
    if (init) {
      init = false;
      reset();
      MpState next =
          vcpu.bootProcessor() ? MpState.KVM_MP_STATE_RUNNABLE : MpState.KVM_MP_STATE_INIT_RECEIVED;
      vcpu.mpState(next.number());
    }
    if (sipi) {
      sipi = false;
      if (vcpu.mpState() == MpState.KVM_MP_STATE_INIT_RECEIVED.number()) {
        start();
        vcpu.mpState(MpState.KVM_MP_STATE_RUNNABLE.number());
      }
    }
  }

  /** kvm_vcpu_reset for INIT. */
  private void reset() {
    Cpu cpu = vcpu.cpu();
    cpu.init();
    vcpu.events().forgetException();
    vcpu.events().forgetInterrupt();
    vcpu.events().nmiInjected(false);
    vcpu.events().nmiPending(0);
    vcpu.smm().reset();
    vcpu.nested().leave(true);
    vcpu.interrupts().resetByInit();
  }

  /** vcpu_deliver_sipi_vector. */
  private void start() {
    Cpu cpu = vcpu.cpu();
    Segment cs = cpu.segments.get(Segment.CS);
    cpu.segments.set(
        Segment.CS,
        new Segment(sipiVector << 8, (long) sipiVector << 12, cs.limit(), cs.attributes()));
    cpu.rip = 0;
  }
}
