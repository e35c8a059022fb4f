package io.github.kvmtck.api.client;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Cpuid;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.Stats;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.List;

/**
 * A virtual CPU and its kvm_run.
 *
 * @param id as KVM_CREATE_VCPU got it
 */
public record Vcpu(Client client, int fd, int id, MappedRun kvmRun)
    implements Handle, AutoCloseable {

  /** The same vCPU, called from another task. */
  public Vcpu by(Kernel.Task task) {
    return new Vcpu(client.by(task), fd, id, kvmRun);
  }

  /** KVM_RUN. */
  @CanIgnoreReturnValue
  public Result run() {
    return client.task().call(new Syscall.Ioctl(fd, VcpuRun.KVM_RUN.number(), 0));
  }

  /** KVM_RUN with immediate_exit set for this one call: what is pending is finished, no more. */
  @CanIgnoreReturnValue
  public Result runImmediateExit() {
    return client
        .task()
        .run(() -> {
          kvmRun.immediateExit(1);
          Result result = run();
          kvmRun.immediateExit(0);
          return result;
        });
  }

  /** KVM_ENABLE_CAP. */
  public Reply<Long> enableCap(Capability capability, long... args) {
    return EnableCap.on(this, capability.number(), args);
  }

  /** KVM_GET_REGS. */
  public Reply<Regs> getRegs() {
    return get(Registers.KVM_GET_REGS, Registers.REGS).map(Regs::new);
  }

  /** KVM_SET_REGS. */
  public Reply<Long> setRegs(Regs regs) {
    return ioctl(Registers.KVM_SET_REGS, regs.struct()).returned();
  }

  /** KVM_GET_SREGS. */
  public Reply<Sregs> getSregs() {
    return get(Registers.KVM_GET_SREGS, Registers.SREGS).map(Sregs::new);
  }

  /** KVM_SET_SREGS. */
  public Reply<Long> setSregs(Sregs sregs) {
    return ioctl(Registers.KVM_SET_SREGS, sregs.struct()).returned();
  }

  /** KVM_GET_VCPU_EVENTS. */
  public Reply<StructValue> getVcpuEvents() {
    return get(VcpuEvents.KVM_GET_VCPU_EVENTS, VcpuEvents.VCPU_EVENTS);
  }

  /** KVM_SET_VCPU_EVENTS. */
  public Reply<Long> setVcpuEvents(StructValue events) {
    return ioctl(VcpuEvents.KVM_SET_VCPU_EVENTS, events).returned();
  }

  /** KVM_GET_MP_STATE: a number, because a proposal may have one that the headers lack. */
  public Reply<Integer> getMpState() {
    return get(VcpuEvents.KVM_GET_MP_STATE, VcpuEvents.MP_STATE)
        .map(state -> (int) state.get("mp_state"));
  }

  /** KVM_SET_MP_STATE. */
  public Reply<Long> setMpState(MpState state) {
    return setMpState(state.number());
  }

  /** KVM_SET_MP_STATE with any number. */
  public Reply<Long> setMpState(int state) {
    StructValue argument = StructValue.of(VcpuEvents.MP_STATE).with("mp_state", state);
    return ioctl(VcpuEvents.KVM_SET_MP_STATE, argument).returned();
  }

  /** KVM_INTERRUPT. */
  public Reply<Long> interrupt(int vector) {
    StructValue argument = StructValue.of(VcpuEvents.INTERRUPT).with("irq", vector);
    return ioctl(VcpuEvents.KVM_INTERRUPT, argument).returned();
  }

  /** KVM_NMI. */
  public Reply<Long> nmi() {
    return ioctl(VcpuEvents.KVM_NMI);
  }

  /**
   * KVM_SET_SIGNAL_MASK: what is blocked while KVM_RUN runs.
   *
   * @param set as {@link Signals#set} makes it
   */
  public Reply<Long> setSignalMask(long set) {
    StructValue mask =
        StructValue.of(VcpuRun.SIGNAL_MASK, Signals.SIGSET_BYTES)
            .with("len", Signals.SIGSET_BYTES)
            .with("sigset", Bytes.of(set));
    return ioctl(VcpuRun.KVM_SET_SIGNAL_MASK, mask).returned();
  }

  /** KVM_SET_SIGNAL_MASK with a null pointer: the thread's own mask counts again. */
  public Reply<Long> clearSignalMask() {
    return ioctl(VcpuRun.KVM_SET_SIGNAL_MASK, 0);
  }

  /** KVM_SET_GUEST_DEBUG; {@code control} has the bits KVM_GUESTDBG_*. */
  public Reply<Long> setGuestDebug(int control, long... debugRegisters) {
    StructValue debug = StructValue.of(VcpuEvents.GUEST_DEBUG).with("control", control);
    for (int i = 0; i < debugRegisters.length; i++) {
      debug = debug.with("arch.debugreg[" + i + "]", debugRegisters[i]);
    }
    return ioctl(VcpuEvents.KVM_SET_GUEST_DEBUG, debug).returned();
  }

  /** KVM_GET_MSRS; the result is how many could be read. */
  public Reply<List<Msr>> getMsrs(List<Integer> indices) {
    StructValue msrs = Msr.pack(indices.stream().map(index -> new Msr(index, 0)).toList());
    return ioctl(Msrs.KVM_GET_MSRS, msrs).map(Msr::list);
  }

  /** KVM_SET_MSRS; the value is how many were written. */
  public Reply<Long> setMsrs(List<Msr> msrs) {
    return ioctl(Msrs.KVM_SET_MSRS, Msr.pack(msrs)).returned();
  }

  /** KVM_SET_CPUID2. */
  public Reply<Long> setCpuid2(List<CpuidEntry> entries) {
    return ioctl(Cpuid.KVM_SET_CPUID2, CpuidEntry.pack(entries)).returned();
  }

  /** KVM_GET_SUPPORTED_HV_CPUID. */
  public Reply<List<CpuidEntry>> getSupportedHvCpuid() {
    return ioctl(Cpuid.KVM_GET_SUPPORTED_HV_CPUID, CpuidEntry.room()).map(CpuidEntry::list);
  }

  /** KVM_GET_LAPIC: the register page. */
  public Reply<StructValue> getLapic() {
    return get(Interrupts.KVM_GET_LAPIC, Interrupts.LAPIC_STATE);
  }

  /** KVM_SET_LAPIC. */
  public Reply<Long> setLapic(StructValue registers) {
    return ioctl(Interrupts.KVM_SET_LAPIC, registers).returned();
  }

  /** KVM_KVMCLOCK_CTRL. */
  public Reply<Long> kvmclockCtrl() {
    return ioctl(Timers.KVM_KVMCLOCK_CTRL);
  }

  /** KVM_GET_STATS_FD. */
  public Reply<Descriptor> getStatsFd() {
    return ioctl(Stats.KVM_GET_STATS_FD).map(fd -> new Descriptor(client, fd.intValue()));
  }

  /** Unmaps kvm_run and closes the fd. */
  @Override
  public void close() {
    client.call(new Syscall.Munmap(kvmRun.address(), kvmRun.size())).orThrow();
    closeFd().orThrow();
  }
}
