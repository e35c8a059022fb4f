package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.irqchip.IrqRoutes;
import io.github.kvmtck.reference.irqchip.IrqchipMode;
import io.github.kvmtck.reference.memslot.Memslots;
import io.github.kvmtck.reference.time.GuestClock;
import io.github.kvmtck.x86.cpu.BusLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A virtual machine (struct kvm). */
public final class Vm {
  /** KVM_MAX_VCPU_IDS. */
  public static final int MAX_VCPU_ID = 4096;

  /** KVM_MAX_VCPUS. */
  public static final int MAX_VCPUS = 1024;

  /** KVM_MAX_NR_ADDRESS_SPACES. */
  public static final int ADDRESS_SPACES = 2;

  private final KvmSystem system;
  private final AddressSpace mm;
  private final VmSettings settings = new VmSettings();
  private final List<Vcpu> vcpus = new CopyOnWriteArrayList<>();
  private final RemoteFlush remoteFlush = new RemoteFlush(this);
  private final AtomicInteger users = new AtomicInteger(1);
  private final DirtyTracking dirtyTracking = new DirtyTracking(this);
  private final Object slotsLock = new Object();
  private final BusLock busLock = new BusLock();
  private final List<GuestMemfd> guestMemfds = new CopyOnWriteArrayList<>();
  private final GuestClock clock = new GuestClock();
  private final VmTsc tsc = new VmTsc();
  private final VmInterrupts interrupts = new VmInterrupts(this);
  private final VmDevices devices = new VmDevices();
  private final CoalescedRing coalescedRing = new CoalescedRing();
  private final List<IrqFd> irqFds = new ArrayList<>();
  private final VirtualTime time = new VirtualTime(this);
  private final VmHyperv hyperv = new VmHyperv();
  private final Map<Class<?>, Object> kept = new ConcurrentHashMap<>();
  private volatile boolean dead;
  private volatile IrqchipMode irqchip = IrqchipMode.NONE;
  private final AtomicReferenceArray<Memslots> memslots =
      new AtomicReferenceArray<>(new Memslots[] {Memslots.NONE, Memslots.NONE});

  Vm(KvmSystem system, AddressSpace mm) {
    this.system = system;
    this.mm = mm;
    mm.register(remoteFlush);
  }

  public KvmSystem system() {
    return system;
  }

  /** The address space of the process that made this VM; no other may use it (rule THR-02). */
  public AddressSpace mm() {
    return mm;
  }

  public VmSettings settings() {
    return settings;
  }

  public List<Vcpu> vcpus() {
    return vcpus;
  }

  /**
   * The generation of memory slots that vCPUs use now.
   *
   * @param addressSpace below {@link #addressSpaces}: 1 in SMM, else 0
   */
  public Memslots memslots(int addressSpace) {
    return memslots.get(addressSpace);
  }

  /** kvm_swap_active_memslots: vCPUs see all of the new generation or nothing of it. */
  public void memslots(int addressSpace, Memslots next) {
    memslots.set(addressSpace, next);
  }

  /** kvm_arch_nr_memslot_as_ids: KVM_CAP_MULTI_ADDRESS_SPACE. */
  public int addressSpaces() {
    return ADDRESS_SPACES;
  }

  /** How writes to logged slots are kept. */
  public DirtyTracking dirtyTracking() {
    return dirtyTracking;
  }

  /** The guest_memfds that were made for this VM and are open. */
  List<GuestMemfd> guestMemfds() {
    return guestMemfds;
  }

  /** kvm-&gt;slots_lock: held while memory slots change. */
  public Object slotsLock() {
    return slotsLock;
  }

  /** What keeps vCPUs apart where a locked instruction needs it. */
  BusLock busLock() {
    return busLock;
  }

  /** What a variation keeps for this VM, made when it is first asked for. */
  public <T> T kept(Class<T> type, Supplier<T> fresh) {
    return type.cast(kept.computeIfAbsent(type, unused -> fresh.get()));
  }

  public boolean full() {
    return vcpus.size() >= MAX_VCPUS;
  }

  /**
   * kvm_vm_ioctl_create_vcpu.
   *
   * @return null where the id is taken: EEXIST
   */
  public synchronized @Nullable Vcpu createVcpu(int id) {
    for (Vcpu each : vcpus) {
      if (each.id() == id) {
        return null;
      }
    }
    Vcpu vcpu = new Vcpu(this, id, id == settings.bootProcessor());
    vcpus.add(vcpu);
    return vcpu;
  }

  /** Whether every vCPU has a local APIC in the kernel (lapic_in_kernel). */
  public boolean lapicInKernel() {
    return irqchip != IrqchipMode.NONE;
  }

  /** Whether the PIC is in the kernel (pic_in_kernel). */
  public boolean picInKernel() {
    return irqchip == IrqchipMode.KERNEL;
  }

  /** KVM_CREATE_IRQCHIP; false where there is one already. */
  public boolean createIrqchip() {
    return create(IrqchipMode.KERNEL);
  }

  /** KVM_CAP_SPLIT_IRQCHIP; false where there is one already. */
  public boolean createSplitIrqchip() {
    return create(IrqchipMode.SPLIT);
  }

  private synchronized boolean create(IrqchipMode mode) {
    if (irqchip != IrqchipMode.NONE) {
      return false;
    }
    irqchip = mode;
    if (mode == IrqchipMode.KERNEL) {
      interrupts.routes(IrqRoutes.standard());
      devices.add(new ChipDevice(interrupts));
    }
    return true;
  }

  /**
   * kvm_irq_delivery_to_apic.
   *
   * @param sender whose ICR sends it; null for an MSI
   * @return how many vCPUs took it; -1 where there is none at all
   */
  public int deliver(Ipi ipi, @Nullable Vcpu sender) {
    return new ApicDelivery(this).deliver(ipi, sender);
  }

  public VmHyperv hyperv() {
    return hyperv;
  }

  public GuestClock clock() {
    return clock;
  }

  /** What the time stamp counters of its vCPUs have in common. */
  public VmTsc tsc() {
    return tsc;
  }

  /** kvm_vm_dead: every further ioctl is EIO, and KVM_RUN in flight too. */
  void die() {
    dead = true;
    vcpus.forEach(Vcpu::kick);
  }

  public boolean dead() {
    return dead;
  }

  /** Interrupt lines and the chips behind them. */
  public VmInterrupts interrupts() {
    return interrupts;
  }

  /** What answers guests in the kernel. */
  public VmDevices devices() {
    return devices;
  }

  /** kvm-&gt;coalesced_mmio_ring. */
  CoalescedRing coalescedRing() {
    return coalescedRing;
  }

  /** kvm-&gt;irqfds.items, which is also the lock of them. */
  public List<IrqFd> irqFds() {
    return irqFds;
  }

  VirtualTime time() {
    return time;
  }

  /** Makes every vCPU forget its translations, as the blueprint says. */
  public void flushTranslations() {
    system.flush().flush(this);
  }

  /** Asks every vCPU to forget its translations and waits until none uses any. */
  public void flushAll() {
    remoteFlush.all();
  }

  /** How often {@link #flushAll} was called: the statistic remote_tlb_flush. */
  public long remoteFlushes() {
    return remoteFlush.count();
  }

  /** kvm_get_kvm. */
  public void retain() {
    users.incrementAndGet();
  }

  /** kvm_put_kvm. */
  public void release() {
    if (users.decrementAndGet() == 0) {
      mm.unregister(remoteFlush);
      irqFds.forEach(IrqFd::remove);
      system.forget(this);
      vcpus.forEach(Vcpu::destroy);
      coalescedRing.destroy();
    }
  }
}
