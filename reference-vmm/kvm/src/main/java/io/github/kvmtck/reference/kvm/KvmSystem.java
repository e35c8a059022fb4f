package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** KVM as a whole: what /dev/kvm stands for, built from a blueprint. */
public final class KvmSystem {
  private final Blueprint blueprint;
  private final KvmRun run;
  private final RunStages round;
  private final RunStages entry;
  private final PortIo portIo;
  private final FaultPolicy faults;
  private final WakeRule wakeUp;
  private final WakeRule unblock;
  private final TranslationFlush flush;
  private final SlotAccess slotAccess;
  private final SlotFlags slotFlags;
  private final DirtyLog dirtyLog;
  private final CapabilityTable capabilities;
  private final EnableTable enables;
  private final IoctlTable<KvmSystem> systemIoctls;
  private final IoctlTable<Vm> vmIoctls;
  private final IoctlTable<Vcpu> vcpuIoctls;
  private final HypervCalls hypervCalls;
  private final VcpuPolling polling;
  private final PowerNotifier power;
  private final Set<Vm> vms = ConcurrentHashMap.newKeySet();

  public KvmSystem(Blueprint blueprint) {
    this.blueprint = blueprint;
    run = new KvmRun(blueprint);
    round = blueprint.get(Parts.ROUND);
    entry = blueprint.get(Parts.ENTRY);
    portIo = blueprint.get(Parts.PORT_IO);
    faults = blueprint.get(Parts.FAULTS);
    wakeUp = blueprint.get(Parts.WAKE_UP);
    unblock = blueprint.get(Parts.UNBLOCK);
    flush = blueprint.get(Parts.FLUSH);
    slotAccess = blueprint.get(Parts.SLOT_ACCESS);
    slotFlags = blueprint.get(Parts.SLOT_FLAGS);
    dirtyLog = blueprint.get(Parts.DIRTY_LOG);
    capabilities = blueprint.get(Parts.CAPABILITIES);
    enables = blueprint.get(Parts.ENABLES);
    systemIoctls = blueprint.get(Parts.SYSTEM_IOCTLS);
    vmIoctls = blueprint.get(Parts.VM_IOCTLS);
    vcpuIoctls = blueprint.get(Parts.VCPU_IOCTLS);
    hypervCalls = blueprint.get(Parts.HYPERV_CALLS);
    polling = blueprint.get(Parts.POLLING);
    power = blueprint.get(Parts.POWER);
  }

  /** For parts that this class does not know: those that belong to one variation. */
  public Blueprint blueprint() {
    return blueprint;
  }

  public KvmRun run() {
    return run;
  }

  public RunStages round() {
    return round;
  }

  public RunStages entry() {
    return entry;
  }

  public PortIo portIo() {
    return portIo;
  }

  public FaultPolicy faults() {
    return faults;
  }

  public WakeRule wakeUp() {
    return wakeUp;
  }

  public WakeRule unblock() {
    return unblock;
  }

  TranslationFlush flush() {
    return flush;
  }

  public SlotAccess slotAccess() {
    return slotAccess;
  }

  public SlotFlags slotFlags() {
    return slotFlags;
  }

  public DirtyLog dirtyLog() {
    return dirtyLog;
  }

  public CapabilityTable capabilities() {
    return capabilities;
  }

  public EnableTable enables() {
    return enables;
  }

  VcpuPolling polling() {
    return polling;
  }

  public HypervCalls hypervCalls() {
    return hypervCalls;
  }

  IoctlTable<KvmSystem> systemIoctls() {
    return systemIoctls;
  }

  IoctlTable<Vm> vmIoctls() {
    return vmIoctls;
  }

  IoctlTable<Vcpu> vcpuIoctls() {
    return vcpuIoctls;
  }

  /** The host is about to suspend: PM_SUSPEND_PREPARE goes to every VM. */
  public void suspend() {
    vms.forEach(power::suspend);
  }

  /** kvm_create_vm. */
  public Vm create(AddressSpace mm) {
    Vm vm = new Vm(this, mm);
    vms.add(vm);
    return vm;
  }

  /** Every VM that there is. */
  public Collection<Vm> vms() {
    return List.copyOf(vms);
  }

  void forget(Vm vm) {
    vms.remove(vm);
  }
}
