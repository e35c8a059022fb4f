package io.github.kvmtck.reference.mainline;

import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.cpuid.HypervCpuid;
import io.github.kvmtck.reference.ioctl.Ioctls;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.RunStages;
import io.github.kvmtck.reference.kvm.SlotFlags;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.run.ActivateSignalMask;
import io.github.kvmtck.reference.run.CheckRegisterSets;
import io.github.kvmtck.reference.run.ClearFlags;
import io.github.kvmtck.reference.run.EnterOrBlock;
import io.github.kvmtck.reference.run.Execute;
import io.github.kvmtck.reference.run.FastPortIo;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.run.HardwareFaults;
import io.github.kvmtck.reference.run.HypervHypercalls;
import io.github.kvmtck.reference.run.ImmediateExit;
import io.github.kvmtck.reference.run.InjectEvents;
import io.github.kvmtck.reference.run.InterruptWindow;
import io.github.kvmtck.reference.run.LastLook;
import io.github.kvmtck.reference.run.LookAtSignals;
import io.github.kvmtck.reference.run.RestoreSignalMask;
import io.github.kvmtck.reference.run.RetryInvalid;
import io.github.kvmtck.reference.run.RunGuest;
import io.github.kvmtck.reference.run.SaveState;
import io.github.kvmtck.reference.run.ServeRequests;
import io.github.kvmtck.reference.run.StoreRegisters;
import io.github.kvmtck.reference.run.TakeCr8;
import io.github.kvmtck.reference.run.TakeDirtyRegisters;
import io.github.kvmtck.reference.run.WaitForInit;
import java.util.Map;
import java.util.Optional;

/**
 * Mainline on a host that runs real mode natively: fast port I/O, #UD queued on a failed fetch (VMX
 * with unrestricted guest, SVM).
 */
public final class Mainline {
  /**
   * Instructions after which a vCPU leaves the guest by itself, as a host's timer tick makes it.
   */
  private static final long SLICE = 100_000;

  private Mainline() {}

  public static Blueprint blueprint() {
    return Blueprint.EMPTY
        .with(
            Parts.STAGES,
            RunStages.of(
                new ActivateSignalMask(),
                new ClearFlags(),
                new WaitForInit(),
                new CheckRegisterSets(),
                new TakeDirtyRegisters(),
                new TakeCr8(),
                new FinishPending(),
                new ImmediateExit(),
                new RunGuest()))
        .with(
            Parts.ROUND,
            RunStages.of(new EnterOrBlock(), new InterruptWindow(), new LookAtSignals()))
        .with(
            Parts.ENTRY,
            RunStages.of(
                new ServeRequests(), new InjectEvents(), new LastLook(), new Execute(SLICE)))
        .with(
            Parts.EPILOGUE,
            RunStages.of(new StoreRegisters(), new SaveState(), new RestoreSignalMask()))
        .with(Parts.PORT_IO, new FastPortIo())
        .with(Parts.FAULTS, new HardwareFaults())
        .with(Parts.WAKE_UP, vcpu -> vcpu.interrupts().hasEvents())
        .with(Parts.UNBLOCK, vcpu -> vcpu.requests().has(Requests.UNBLOCK))
        .with(Parts.FLUSH, Vm::flushAll)
        .with(Parts.SLOT_ACCESS, new RetryInvalid())
        .with(Parts.SLOT_FLAGS, SlotFlags.MAINLINE)
        .with(Parts.DIRTY_LOG, new MainlineDirtyLog())
        .with(Parts.CAPABILITIES, Capabilities.mainline())
        .with(Parts.ENABLES, Enables.mainline())
        .with(Parts.SYSTEM_IOCTLS, Ioctls.system())
        .with(Parts.VM_IOCTLS, Ioctls.vm())
        .with(Parts.VCPU_IOCTLS, Ioctls.vcpu())
        .with(Parts.POLLING, vcpu -> Optional.empty())
        .with(Parts.HYPERV_CALLS, new HypervHypercalls())
        .with(Parts.HYPERV_CPUID, HypervCpuid.leaves())
        .with(Parts.DEVICES, kvm -> Map.of())
        .with(Parts.POWER, vm -> {});
  }
}
