package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.memslot.Memslot;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Guest memory as KVM's own code reads and writes it, through memory slots and the process's
 * mappings (kvm_read_guest, kvm_write_guest). An access lies within one page.
 */
public final class GuestMemory {
  private GuestMemory() {}

  /**
   * Reads.
   *
   * @return false where no slot is, or no memory behind it
   */
  public static boolean read(Vm vm, long gpa, MemorySegment into) {
    Memslot slot = vm.memslots(0).find(gpa >>> Pages.SHIFT);
    return slot != null
        && !slot.invalid()
        && vm.mm().memory().get(address(slot, gpa), into) == Errno.NONE;
  }

  /**
   * Writes, which counts as a write of the page for the dirty log.
   *
   * @param running the vCPU whose ioctl this is in; null where there is none
   * @return false where no slot is that can be written, or no memory behind it
   */
  public static boolean write(Vm vm, @Nullable Vcpu running, long gpa, MemorySegment from) {
    long gfn = gpa >>> Pages.SHIFT;
    Memslot slot = vm.memslots(0).find(gfn);
    if (slot == null
        || slot.invalid()
        || slot.has(Memslots.KVM_MEM_READONLY)
        || vm.mm().memory().put(address(slot, gpa), from) != Errno.NONE) {
      return false;
    }
    vm.system().dirtyLog().written(vm, running, slot, gfn);
    return true;
  }

  /** Reads where a vCPU sees memory (kvm_vcpu_read_guest), also over the edge of a page. */
  static boolean read(Vcpu vcpu, long gpa, MemorySegment into) {
    return pages(
        gpa,
        into,
        (at, piece) -> {
          Memslot slot = vcpu.memslots().find(at >>> Pages.SHIFT);
          return slot != null
              && !slot.invalid()
              && vcpu.vm().mm().memory().get(address(slot, at), piece) == Errno.NONE;
        });
  }

  /** Writes where a vCPU sees memory (kvm_vcpu_write_guest). */
  static boolean write(Vcpu vcpu, long gpa, MemorySegment from) {
    Vm vm = vcpu.vm();
    return pages(
        gpa,
        from,
        (at, piece) -> {
          Memslot slot = vcpu.memslots().find(at >>> Pages.SHIFT);
          if (slot == null
              || slot.invalid()
              || slot.has(Memslots.KVM_MEM_READONLY)
              || vm.mm().memory().put(address(slot, at), piece) != Errno.NONE) {
            return false;
          }
          vm.system().dirtyLog().written(vm, vcpu, slot, at >>> Pages.SHIFT);
          return true;
        });
  }

  /** What is done with the part of an access that lies in one page. */
  private interface Piece {
    boolean at(long gpa, MemorySegment bytes);
  }

  private static boolean pages(long gpa, MemorySegment bytes, Piece piece) {
    long done = 0;
    while (done < bytes.byteSize()) {
      long room = Pages.SIZE - (gpa + done & Pages.SIZE - 1);
      long length = Math.min(room, bytes.byteSize() - done);
      if (!piece.at(gpa + done, bytes.asSlice(done, length))) {
        return false;
      }
      done += length;
    }
    return true;
  }

  private static long address(Memslot slot, long gpa) {
    return slot.userspaceAddress(gpa >>> Pages.SHIFT) + (gpa & Pages.SIZE - 1);
  }
}
