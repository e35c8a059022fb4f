package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * What "the memory map is unchanged" means: KVM has exactly the slots that were set with success.
 * No ioctl lists them, so they are probed by calls that must fail or that change nothing.
 *
 * <ul>
 *   <li>A slot that was set: growing it is EINVAL (the id is in use), and a spare slot over its
 *       first and over its last page is EEXIST.
 *   <li>Its host memory and KVM_MEM_READONLY: setting it again as it is is 0, where another address
 *       or the other flag would be EINVAL. A slot with a guest_memfd can't be set again.
 *   <li>KVM_MEM_LOG_DIRTY_PAGES: clearing no page of its dirty log is 0, or ENOENT where it has
 *       none.
 *   <li>The pages before and behind it, and the first page that a refused call asked for, where no
 *       slot is to be: a spare slot can be set there, and is deleted again.
 *   <li>The id of a refused call, where no slot is to have it: deleting it is EINVAL.
 * </ul>
 */
public final class MemoryMap {
  /** An id that no scenario uses, and that the smallest KVM has too. */
  private static final int SPARE_SLOT = 501;

  private static final int ADDRESS_SPACE = 0xffff_0000;

  private static final long PAGE = Linux.PAGE_SIZE;

  /** Where probes stay: within the physical addresses of any host. */
  private static final long LIMIT = 1L << 36;

  private static final Result OK = Result.of(0);
  private static final Result EXISTS = Result.error(Errno.EEXIST);
  private static final Result INVALID = Result.error(Errno.EINVAL);
  private static final Result NO_ENTRY = Result.error(Errno.ENOENT);

  private final Slots slots;

  public MemoryMap(Slots slots) {
    this.slots = slots;
  }

  /** How KVM's slots differ from those that were set; empty where they do not. */
  public List<String> changes() {
    List<String> changes = new ArrayList<>();
    Vm vm = slots.vm();
    try (HostMemory page = HostMemory.map(vm.client(), PAGE).value()) {
      Probe probe = new Probe(vm, page.address(), changes);
      slots.all().forEach(probe::expectSlot);
      slots.refused().forEach(probe::expectRefused);
    }
    return changes;
  }

  private final class Probe {
    private final Vm vm;
    private final long hostPage;
    private final List<String> changes;
    private final boolean clears;

    Probe(Vm vm, long hostPage, List<String> changes) {
      this.vm = vm;
      this.hostPage = hostPage;
      this.changes = changes;
      clears = vm.checkExtension(Capability.KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2).value() != 0;
    }

    void expectSlot(MemoryRegion region) {
      long first = region.guestPhysAddr();
      long end = first + region.memorySize();
      int space = region.slot() & ADDRESS_SPACE;
      expect(
          "growing slot " + name(region), INVALID, set(region.withMemorySize(end - first + PAGE)));
      expect("a slot over " + Numbers.show(first), EXISTS, set(spare(space, first)));
      expect("a slot over " + Numbers.show(end - PAGE), EXISTS, set(spare(space, end - PAGE)));
      expectHole(space, first - PAGE);
      expectHole(space, end);
      expectLog(region);
      if ((region.flags() & Memslots.KVM_MEM_GUEST_MEMFD) == 0) {
        expect("setting slot " + name(region) + " again", OK, set(region));
      }
    }

    private void expectLog(MemoryRegion region) {
      if (clears && (region.flags() & Memslots.KVM_MEM_GUEST_MEMFD) == 0) {
        boolean logged = (region.flags() & Memslots.KVM_MEM_LOG_DIRTY_PAGES) != 0;
        expect(
            "clearing no page of slot " + name(region),
            logged ? OK : NO_ENTRY,
            clearNothing(region));
      }
    }

    private Result clearNothing(MemoryRegion region) {
      StructValue log = StructValue.of(DirtyLog.CLEAR_DIRTY_LOG).with("slot", region.slot());
      return vm.ioctl(DirtyLog.KVM_CLEAR_DIRTY_LOG, log.with("dirty_bitmap", hostPage)).result();
    }

    void expectRefused(MemoryRegion region) {
      if (slots.all().stream().noneMatch(each -> each.slot() == region.slot())) {
        expect(
            "deleting slot " + name(region),
            INVALID,
            set(new MemoryRegion(region.slot(), 0, 0, 0, 0)));
      }
      expectHole(region.slot() & ADDRESS_SPACE, region.guestPhysAddr() & -PAGE);
    }

    private void expectHole(int space, long gpa) {
      boolean possible = gpa >= 0 && gpa < LIMIT && space == 0;
      if (possible && slots.all().stream().noneMatch(each -> holds(each, space, gpa))) {
        MemoryRegion spare = spare(space, gpa);
        Result result = set(spare);
        expect("a slot over " + Numbers.show(gpa), OK, result);
        if (!result.failed()) {
          expect("deleting it", OK, set(spare.deleted()));
        }
      }
    }

    private MemoryRegion spare(int space, long gpa) {
      return new MemoryRegion(space | SPARE_SLOT, 0, gpa, PAGE, hostPage);
    }

    private Result set(MemoryRegion region) {
      return vm.setUserMemoryRegion(region).result();
    }

    private void expect(String what, Result expected, Result seen) {
      if (!expected.equals(seen)) {
        changes.add(what + " → " + seen + " and not " + expected);
      }
    }
  }

  private static boolean holds(MemoryRegion region, int space, long gpa) {
    return (region.slot() & ADDRESS_SPACE) == space
        && Long.compareUnsigned(gpa - region.guestPhysAddr(), region.memorySize()) < 0;
  }

  private static String name(MemoryRegion region) {
    return Numbers.show(Integer.toUnsignedLong(region.slot()));
  }
}
