package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
import io.github.kvmtck.reference.memslot.Memslots;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a region asks for, given the slots that there are (enum kvm_mr_change), or why it is
 * refused. It changes nothing: whoever applies it invalidates, prepares and swaps, one change at a
 * time or several.
 *
 * @param errno why the region is refused; NONE where it is not
 * @param old the slot as it is; null where there is none
 */
public record MemslotChange(Kind kind, Region region, @Nullable Memslot old, Errno errno) {
  private static final int LOG_DIRTY = io.github.kvmtck.api.uapi.Memslots.KVM_MEM_LOG_DIRTY_PAGES;

  private static final int GUEST_MEMFD = io.github.kvmtck.api.uapi.Memslots.KVM_MEM_GUEST_MEMFD;

  /** KVM_MR_*. */
  public enum Kind {
    /** The slot is so already. */
    NONE,
    CREATE,
    DELETE,
    MOVE,
    FLAGS_ONLY
  }

  /** The part of __kvm_set_memory_region that looks at the slots. The region has been checked. */
  public static MemslotChange of(Memslots slots, Region region, SlotFlags flags) {
    Memslot old = slots.byId(region.id());
    if (region.size() == 0) {
      return old == null
          ? refused(region, null, Errno.EINVAL)
          : new MemslotChange(Kind.DELETE, region, old, Errno.NONE);
    }
    if (old == null) {
      return placed(slots, Kind.CREATE, region, null);
    }
    boolean resized = region.pages() != old.pages();
    boolean rebased = region.userspaceAddress() != old.userspaceAddress();
    // A slot with a guest_memfd is immutable: it can only be deleted.
    if (region.has(GUEST_MEMFD)
        || resized
        || rebased
        || flags.fixedDiffer(region.flags(), old.flags())) {
      return refused(region, old, Errno.EINVAL);
    }
    if (region.baseGfn() != old.baseGfn()) {
      return placed(slots, Kind.MOVE, region, old);
    }
    Kind kind = region.flags() == old.flags() ? Kind.NONE : Kind.FLAGS_ONLY;
    return new MemslotChange(kind, region, old, Errno.NONE);
  }

  /** A slot that comes to where it was not must not overlap another. */
  private static MemslotChange placed(
      Memslots slots, Kind kind, Region region, @Nullable Memslot old) {
    long first = region.baseGfn();
    return slots.overlapsOther(region.id(), first, first + region.pages())
        ? refused(region, old, Errno.EEXIST)
        : new MemslotChange(kind, region, old, Errno.NONE);
  }

  private static MemslotChange refused(Region region, @Nullable Memslot old, Errno errno) {
    return new MemslotChange(Kind.NONE, region, old, errno);
  }

  /** A region that is refused before anybody looks at the slots. */
  public static MemslotChange refused(Region region, Errno errno) {
    return refused(region, null, errno);
  }

  public boolean refused() {
    return errno != Errno.NONE;
  }

  /** Whether vCPUs must lose the old slot before the new state can be prepared. */
  public boolean invalidates() {
    return kind == Kind.DELETE || kind == Kind.MOVE;
  }

  /** kvm_invalidate_memslot: the slots while the change is being made. */
  public Memslots invalidated(Memslots slots) {
    return invalidates() ? slots.with(Objects.requireNonNull(old).asInvalid()) : slots;
  }

  /** kvm_prepare_memory_region and kvm_replace_memslot: the slots after the change. */
  public Memslots applied(Vm vm, Memslots slots) {
    return switch (kind) {
      case NONE -> slots;
      case DELETE -> slots.without(region.id());
      case CREATE, MOVE, FLAGS_ONLY -> slots.with(region.slot(bitmap(vm)));
    };
  }

  /** A slot that stays logged keeps its bitmap. */
  private @Nullable DirtyBitmap bitmap(Vm vm) {
    if ((region.flags() & LOG_DIRTY) == 0) {
      return null;
    }
    if (old != null && old.dirty() != null) {
      return old.dirty();
    }
    if (!vm.dirtyTracking().usesBitmaps()) {
      return null;
    }
    long manual = vm.settings().manualDirtyLog();
    boolean initiallySet = (manual & DirtyLog.KVM_DIRTY_LOG_INITIALLY_SET) != 0;
    return new DirtyBitmap(region.pages(), initiallySet);
  }
}
