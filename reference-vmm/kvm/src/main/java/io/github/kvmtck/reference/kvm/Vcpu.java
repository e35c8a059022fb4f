package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.cpuid.Supported;
import io.github.kvmtck.reference.host.memory.Backing;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import io.github.kvmtck.reference.memslot.DirtyRing;
import io.github.kvmtck.reference.memslot.Memslots;
import io.github.kvmtck.x86.Processor;
import io.github.kvmtck.x86.cpu.Cpu;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A virtual CPU (struct kvm_vcpu). All of it but {@link #kick}, {@link #requests} and what they
 * need belongs to the task that holds its mutex.
 */
public final class Vcpu {
  /** KVM_GET_VCPU_MMAP_SIZE. */
  public static final long MMAP_SIZE = VcpuPages.MMAP_SIZE;

  private final Vm vm;
  private final int id;
  private final VcpuPages pages;
  private final VcpuBus bus;
  private final Processor processor;
  private final Requests requests = new Requests();
  private final QueuedEvents events = new QueuedEvents();
  private final VcpuSettings settings = new VcpuSettings();
  private final VcpuStats stats = new VcpuStats();
  private final VcpuInterrupts interrupts;
  private final VcpuMsrs msrs;
  private final VcpuNested nested = new VcpuNested();
  private final StealTime stealTime = new StealTime(this);
  private final VcpuMutex mutex = new VcpuMutex(stealTime);
  private final VcpuHyperv hyperv = new VcpuHyperv(this);
  private final WaitQueue waiting = new WaitQueue();
  private final SystemManagement smm = new SystemManagement(this);
  private final VcpuSleep sleep = new VcpuSleep(this);
  private final GuestMode guestMode = new GuestMode(this);
  private final Runnable leaveGuest;
  private final boolean bootProcessor;

  private @Nullable Pending pending;
  private boolean wantsToRun;
  private long taskMask;
  private volatile int mpState;

  Vcpu(Vm vm, int id, boolean bootProcessor) {
    this.vm = vm;
    this.id = id;
    this.bootProcessor = bootProcessor;
    this.pages = VcpuPages.of(vm);
    this.bus = new VcpuBus(this);
    Cpu cpu = new Cpu(bus, vm.busLock());
    cpu.features.reported(Supported.table()::answer);
    // Other than RESET, KVM leaves the FPU as FNINIT does (fpstate_reset).
    cpu.fpu.init();
    this.processor = new Processor(cpu);
    this.leaveGuest = cpu.boundary::attention;
    this.interrupts = new VcpuInterrupts(this);
    this.msrs = new VcpuMsrs(this);
    this.mpState = InitAndSipi.initialState(vm, bootProcessor).number();
  }

  public Vm vm() {
    return vm;
  }

  public int id() {
    return id;
  }

  public RunPage run() {
    return pages.run();
  }

  public Cpu cpu() {
    return processor.cpu();
  }

  public Processor processor() {
    return processor;
  }

  public VcpuBus bus() {
    return bus;
  }

  public Requests requests() {
    return requests;
  }

  public QueuedEvents events() {
    return events;
  }

  public VcpuInterrupts interrupts() {
    return interrupts;
  }

  public VcpuMsrs msrs() {
    return msrs;
  }

  public VcpuNested nested() {
    return nested;
  }

  public VcpuHyperv hyperv() {
    return hyperv;
  }

  public VcpuSettings settings() {
    return settings;
  }

  public VcpuStats stats() {
    return stats;
  }

  /** Whether this is the one that runs first: after RESET it is not UNINITIALIZED. */
  public boolean bootProcessor() {
    return bootProcessor;
  }

  /** What the guest wrote; null where the VM does not use rings. */
  public @Nullable DirtyRing dirtyRing() {
    return pages.dirtyRing();
  }

  Backing mapped() {
    return pages.mapped();
  }

  Optional<Foreign.Shared> mappedByForeign() {
    return Optional.ofNullable(pages.foreign());
  }

  /** System management mode. */
  public SystemManagement smm() {
    return smm;
  }

  /** kvm_vcpu_memslots: the slots of the address space that the vCPU is in now. */
  public Memslots memslots() {
    return vm.memslots(smm.active() ? 1 : 0);
  }

  /** What re-entry has to finish; null where there is nothing (complete_userspace_io). */
  public @Nullable Pending pending() {
    return pending;
  }

  public void pending(@Nullable Pending next) {
    pending = next;
  }

  /** KVM_MP_STATE_*. */
  public int mpState() {
    return mpState;
  }

  public void mpState(int state) {
    mpState = state;
  }

  /** Whether immediate_exit was zero when this KVM_RUN began: it is read once (rule IMM-02). */
  public boolean wantsToRun() {
    return wantsToRun;
  }

  /**
   * The task that is in a vCPU ioctl.
   *
   * @throws IllegalStateException outside an ioctl
   */
  public HostTask task() {
    return mutex.holder();
  }

  /** The task's own signal mask, while that of KVM_SET_SIGNAL_MASK is in its place. */
  public long taskMask() {
    return taskMask;
  }

  public void taskMask(long mask) {
    taskMask = mask;
  }

  /** Where a task waits whose vCPU has nothing to run. */
  public WaitQueue waiting() {
    return waiting;
  }

  /** An ioctl of this vCPU: one at a time, others wait (rule THR-03). */
  Result locked(HostTask caller, Supplier<Result> ioctl) {
    return mutex.locked(caller, ioctl);
  }

  /** What the guest can read of the time that others had its processor. */
  public StealTime stealTime() {
    return stealTime;
  }

  /** KVM_RUN, with the mutex held. */
  public Result runFromIoctl(KvmRun how) {
    wantsToRun = !run().immediateExit();
    sleep.enterRun();
    try {
      return how.run(this);
    } finally {
      wantsToRun = false;
      sleep.leaveRun();
    }
  }

  /** Being in KVM_RUN and sleeping there. */
  public VcpuSleep sleep() {
    return sleep;
  }

  /**
   * Lets the processor run or resume. Translations that were taken back are forgotten before, and
   * who takes some back waits until this has ended: host memory is never used after its mapping.
   */
  public <T> T inGuestMode(Supplier<T> work) {
    return guestMode.during(work);
  }

  /** While a task runs this vCPU, signals to the task make the vCPU leave the guest. */
  void attach(HostTask to) {
    to.kickBy(leaveGuest);
  }

  /** kvm_vcpu_kick: leaves the guest, or wakes from blocking, to look at requests and events. */
  public void kick() {
    processor.cpu().boundary.attention();
    waiting.wake();
  }

  /** Makes a request and kicks. */
  public void request(int request) {
    requests.make(request);
    kick();
  }

  /** Waits until this vCPU has left the guest, or has served a request in another entry. */
  void awaitServed(int request) {
    guestMode.awaitServed(request);
  }

  /** The vCPU goes: its pages are freed when nobody maps them. */
  void destroy() {
    pages.mapped().release();
  }
}
