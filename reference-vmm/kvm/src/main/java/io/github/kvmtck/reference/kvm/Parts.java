package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.blueprint.Part;
import io.github.kvmtck.reference.cpuid.CpuidLeaf;
import io.github.kvmtck.reference.host.file.Device;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Everything about KVM that a variation may replace. */
public final class Parts {

  /** The steps of kvm_arch_vcpu_ioctl_run, in the documented order (rule IMM-08). */
  public static final Part<RunStages> STAGES = Part.named("the stages of KVM_RUN");

  /** What every KVM_RUN does at its end, whatever it returns: post_kvm_run_save and others. */
  public static final Part<RunStages> EPILOGUE = Part.named("the end of KVM_RUN");

  /** The rounds of vcpu_run: enter the guest or block, then windows and signals. */
  public static final Part<RunStages> ROUND = Part.named("the rounds of vcpu_run");

  /** The steps of vcpu_enter_guest. */
  public static final Part<RunStages> ENTRY = Part.named("guest entry");

  /** How a port access by IN and OUT leaves to userspace: fast, or through the emulator. */
  public static final Part<PortIo> PORT_IO = Part.named("the port I/O path");

  /** What follows when memory or code cannot be had. */
  public static final Part<FaultPolicy> FAULTS = Part.named("the fault policy");

  /** Which events make a vCPU that does not run runnable again (kvm_arch_vcpu_runnable). */
  public static final Part<WakeRule> WAKE_UP = Part.named("the wake-up rule");

  /** What else ends the sleep of a vCPU that is not runnable (kvm_vcpu_check_block). */
  public static final Part<WakeRule> UNBLOCK = Part.named("what ends a block");

  /** How vCPUs lose their translations when a memory slot changes. */
  public static final Part<TranslationFlush> FLUSH = Part.named("the translation flush");

  /** What an access to a slot meets before the page is looked for. */
  public static final Part<SlotAccess> SLOT_ACCESS = Part.named("the access to memory slots");

  /** Which flags a memory slot may have. */
  public static final Part<SlotFlags> SLOT_FLAGS = Part.named("the flags of memory slots");

  /** How writes to logged memory slots are kept. */
  public static final Part<DirtyLog> DIRTY_LOG = Part.named("the dirty log");

  /** What KVM_CHECK_EXTENSION answers. */
  public static final Part<CapabilityTable> CAPABILITIES = Part.named("the capability table");

  /** What KVM_ENABLE_CAP on a VM does. */
  public static final Part<EnableTable> ENABLES = Part.named("the capabilities to enable");

  public static final Part<IoctlTable<KvmSystem>> SYSTEM_IOCTLS = Part.named("the system ioctls");
  public static final Part<IoctlTable<Vm>> VM_IOCTLS = Part.named("the VM ioctls");
  public static final Part<IoctlTable<Vcpu>> VCPU_IOCTLS = Part.named("the vCPU ioctls");

  /** What poll(2) tells of a vCPU. */
  public static final Part<VcpuPolling> POLLING = Part.named("the polling of vCPUs");

  /** The Hyper-V hypercalls. */
  public static final Part<HypervCalls> HYPERV_CALLS = Part.named("the Hyper-V hypercalls");

  /** What KVM_GET_SUPPORTED_HV_CPUID offers. */
  public static final Part<List<CpuidLeaf>> HYPERV_CPUID = Part.named("the Hyper-V CPUID leaves");

  /** What KVM does when the host is about to suspend. */
  public static final Part<PowerNotifier> POWER = Part.named("the PM notifier");

  /** What can be opened on the host besides /dev/kvm, by path. */
  public static final Part<Function<KvmSystem, Map<String, Device>>> DEVICES =
      Part.named("the devices of the host");

  private Parts() {}
}
