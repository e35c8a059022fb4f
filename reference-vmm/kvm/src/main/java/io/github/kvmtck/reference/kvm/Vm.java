package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.memory.MmuNotifier;
import io.github.kvmtck.reference.memslot.Memslots;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A virtual machine (struct kvm). */
public final class Vm implements MmuNotifier {
  /** KVM_MAX_VCPU_IDS. */
  public static final int MAX_VCPU_ID = 4096;

  /** KVM_MAX_VCPUS. */
  public static final int MAX_VCPUS = 1024;

  private final KvmSystem system;
  private final AddressSpace mm;
  private final VmSettings settings = new VmSettings();
  private final List<Vcpu> vcpus = new CopyOnWriteArrayList<>();
  private final AtomicInteger users = new AtomicInteger(1);
  private final Object slotsLock = new Object();
  private volatile Memslots memslots = Memslots.NONE;

  Vm(KvmSystem system, AddressSpace mm) {
    this.system = system;
    this.mm = mm;
    mm.register(this);
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

  /** The generation of memory slots that vCPUs use now. */
  public Memslots memslots() {
    return memslots;
  }

  /** kvm_swap_active_memslots: vCPUs see all of the new generation or nothing of it. */
  public void memslots(Memslots next) {
    memslots = next;
  }

  /** kvm-&gt;slots_lock: held while memory slots change. */
  Object slotsLock() {
    return slotsLock;
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
    return false;
  }

  /** Whether the PIC is in the kernel (pic_in_kernel). */
  public boolean picInKernel() {
    return false;
  }

  /** Makes every vCPU forget its translations, as the blueprint says. */
  public void flushTranslations() {
    system.flush().flush(this);
  }

  /**
   * The client unmaps or protects memory that guests may use. Whatever a variation makes of slot
   * changes, no processor may touch host memory that is gone.
   */
  @Override
  public void invalidate(long start, long end) {
    flushAll();
  }

  /** Asks every vCPU to forget its translations and waits until none uses any. */
  public void flushAll() {
    for (Vcpu vcpu : vcpus) {
      vcpu.request(Requests.FLUSH);
    }
    for (Vcpu vcpu : vcpus) {
      vcpu.awaitServed(Requests.FLUSH);
    }
  }

  /** kvm_get_kvm. */
  void retain() {
    users.incrementAndGet();
  }

  /** kvm_put_kvm. */
  void release() {
    if (users.decrementAndGet() == 0) {
      mm.unregister(this);
      system.forget(this);
      vcpus.forEach(Vcpu::destroy);
    }
  }
}
