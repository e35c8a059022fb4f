package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.memory.MissingPages;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.Sleep;
import io.github.kvmtck.reference.host.task.Woken;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import io.github.kvmtck.reference.memslot.Memslot;

/** kvm_faultin_pfn: the page behind a guest access is not there. */
final class PageFault {
  private PageFault() {}

  static Outcome handle(Vcpu vcpu, long gpa) {
    long gfn = gpa >>> Pages.SHIFT;
    Memslot slot = vcpu.memslots().find(gfn);
    if (slot != null && !vcpu.vm().system().slotAccess().open(slot)) {
      return vcpu.vm().system().slotAccess().closed(vcpu, slot, gpa);
    }
    if (slot == null || vcpu.bus().metClosedSlot()) {
      // The slot has gone or come back since: the access is tried again, and finds what is there.
      return Outcome.CONTINUE;
    }
    AddressSpace mm = vcpu.vm().mm();
    long address = slot.userspaceAddress(gfn);
    MissingPages supplier = mm.supplier(address);
    if (supplier != null) {
      return await(vcpu, mm, supplier, address);
    }
    return vcpu.vm().system().faults().noBacking(vcpu, gfn << Pages.SHIFT);
  }

  /**
   * The emulator copies to and from userspace and sleeps there until the page is supplied, whatever
   * signals come.
   *
   * @return false where the task is being killed
   */
  static boolean populate(Vcpu vcpu, long gpa) {
    Memslot slot = vcpu.memslots().find(gpa >>> Pages.SHIFT);
    AddressSpace mm = vcpu.vm().mm();
    long address = slot == null ? 0 : slot.userspaceAddress(gpa >>> Pages.SHIFT);
    MissingPages supplier = slot == null ? null : mm.supplier(address);
    if (supplier == null) {
      return true;
    }
    supplier.report(address, false);
    return vcpu.task()
            .sleep(
                supplier.supplied(),
                () -> mm.supplier(address) == null,
                Sleep.KILLABLE,
                HostTask.FOREVER)
        == Woken.READY;
  }

  /** A page that userspace supplies: any signal that is not blocked ends the wait (rule SIG-06). */
  private static Outcome await(Vcpu vcpu, AddressSpace mm, MissingPages supplier, long address) {
    HostTask task = vcpu.task();
    supplier.report(address, false);
    Woken woken =
        task.sleep(
            supplier.supplied(),
            () -> mm.supplier(address) == null,
            Sleep.INTERRUPTIBLE,
            HostTask.FOREVER);
    if (woken == Woken.READY) {
      return Outcome.CONTINUE;
    }
    vcpu.run().exitReason(ExitReason.KVM_EXIT_INTR);
    vcpu.stats().count(Counter.SIGNAL_EXITS);
    return Outcome.EINTR;
  }
}
