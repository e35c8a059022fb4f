package io.github.kvmtck.reference.host.memory;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The address space of a process (struct mm_struct). Addresses are the client's; where the bytes
 * are in this Java process is known to nobody but {@link Copies} and {@link #reach}.
 */
public class AddressSpace {
  /** TASK_SIZE_MAX of x86-64 with 4-level paging. */
  public static final long LIMIT = 0x7fff_ffff_f000L;

  private final List<MmuNotifier> notifiers = new CopyOnWriteArrayList<>();

  @SuppressWarnings("this-escape") // It is kept, and asked nothing before this is built.
  private final Memory copies = new Copies(this);

  private volatile Mappings mappings = Mappings.NONE;
  private Placement placement = new Placement();

  /** This address space as a client and the kernel's copy_from_user see it. */
  public Memory memory() {
    return copies;
  }

  /** Who it belongs to, where that is a client outside this JVM. */
  public Optional<Foreign> foreign() {
    return Optional.empty();
  }

  Mappings mappings() {
    return mappings;
  }

  public int count() {
    return mappings.count();
  }

  public void register(MmuNotifier notifier) {
    notifiers.add(notifier);
  }

  public void unregister(MmuNotifier notifier) {
    notifiers.remove(notifier);
  }

  /** mmap(2) of private anonymous memory. */
  public Result mapAnonymous(long hint, long length, int prot, MapFlags flags) {
    if (length <= 0 || length > Placement.LARGEST) {
      return Result.error(length > 0 ? Errno.ENOMEM : Errno.EINVAL);
    }
    return map(hint, length, prot, flags, new Anonymous(Pages.up(length)), 0);
  }

  /**
   * mmap(2) of what an open file maps.
   *
   * @param backing one reference to it passes to the mapping, or is dropped on error
   */
  public synchronized Result map(
      long hint, long length, int prot, MapFlags flags, Backing backing, long offset) {
    Errno error = Placement.check(mappings, hint, length, prot, flags, offset);
    if (error != Errno.NONE) {
      backing.release();
      return Result.error(error);
    }
    long size = Pages.up(length);
    if (flags.fixed()) {
      replace(hint, size);
    }
    long start = flags.anyFixed() ? hint : placement.place(mappings, size);
    int effective = Protection.effective(prot);
    mappings = mappings.with(new Mapping(start, start + size, effective, backing, offset, null));
    return Result.of(start);
  }

  /** munmap(2). */
  public synchronized Result unmap(long start, long length) {
    if (!Pages.aligned(start) || length <= 0 || start < 0 || start > LIMIT - length) {
      return Result.error(Errno.EINVAL);
    }
    replace(start, Pages.up(length));
    return Result.ZERO;
  }

  private void replace(long start, long size) {
    change(start, start + size, () -> mappings.without(start, start + size));
  }

  /** mprotect(2). */
  public synchronized Result protect(long start, long length, int prot) {
    if (!Pages.aligned(start) || length < 0 || !Protection.valid(prot)) {
      return Result.error(Errno.EINVAL);
    }
    long end = start + Pages.up(length);
    if (!mappings.covers(start, end)) {
      return Result.error(Errno.ENOMEM);
    }
    int effective = Protection.effective(prot);
    change(start, end, () -> mappings.with(start, end, part -> part.with(effective)));
    return Result.ZERO;
  }

  /** madvise(2) with MADV_DONTNEED; other advice changes nothing that can be seen. */
  public synchronized Result advise(long start, long length, int advice) {
    if (!Pages.aligned(start) || length < 0) {
      return Result.error(Errno.EINVAL);
    }
    long end = start + Pages.up(length);
    if (!mappings.covers(start, end)) {
      return Result.error(Errno.ENOMEM);
    }
    if (advice == MADV_DONTNEED) {
      invalidate(start, end);
      for (Mapping each : mappings.overlapping(start, end)) {
        Mapping part = each.part(start, end);
        part.backing().drop(part.offset(), part.end() - part.start());
      }
    }
    return Result.ZERO;
  }

  private static final int MADV_DONTNEED = 4;

  /**
   * Registers a range with a userfaultfd, or ends its registration.
   *
   * @return EINVAL where part of the range is not mapped or is registered with another
   */
  public synchronized Errno supply(long start, long end, @Nullable MissingPages supplier) {
    if (!mappings.covers(start, end)) {
      return Errno.EINVAL;
    }
    for (Mapping each : mappings.overlapping(start, end)) {
      if (supplier != null && each.missing() != null && each.missing() != supplier) {
        return Errno.EBUSY;
      }
    }
    UnaryOperator<Mapping> register = part -> part.with(supplier);
    change(start, end, () -> mappings.with(start, end, register));
    return Errno.NONE;
  }

  /** Ends every registration with a supplier: its userfaultfd is closed. */
  public synchronized void supplyNoMore(MissingPages supplier) {
    for (Mapping each : mappings.all()) {
      if (each.missing() == supplier) {
        supply(each.start(), each.end(), null);
      }
    }
  }

  /**
   * UFFDIO_COPY: gives pages that were never touched their content, all at once for each page.
   *
   * @return ENOENT where the range is not registered, EEXIST where a page is there already
   */
  public synchronized Errno fill(long start, MemorySegment content) {
    for (long at = 0; at < content.byteSize(); at += Pages.SIZE) {
      Mapping mapping = mappings.find(start + at);
      if (mapping == null || mapping.missing() == null) {
        return Errno.ENOENT;
      }
      if (!mapping.awaited(start + at)) {
        return Errno.EEXIST;
      }
      long page = start + at;
      MemorySegment.copy(content, at, mapping.at(page), mapping.within(page), Pages.SIZE);
      mapping.backing().populate(mapping.offsetOf(page));
    }
    return Errno.NONE;
  }

  private interface Change {
    Mappings apply();
  }

  /** New translations are refused before old ones are taken back, so none can slip through. */
  private void change(long start, long end, Change change) {
    List<Mapping> held = mappings.overlapping(start, end);
    held.forEach(each -> each.backing().retain());
    mappings = change.apply();
    invalidate(start, end);
    held.forEach(each -> each.backing().release());
  }

  private void invalidate(long start, long end) {
    for (MmuNotifier each : notifiers) {
      each.invalidate(start, end);
    }
  }

  /**
   * Where the page of an address is in this Java process, as get_user_pages would find it for a
   * guest.
   *
   * @return a host address, or {@link Reach#FAULT}, or {@link Reach#AWAITED}
   */
  public long reach(long address, boolean write) {
    Mapping mapping = mappings.find(address);
    if (mapping == null || !mapping.permits(write)) {
      return Reach.FAULT;
    }
    if (mapping.awaited(address)) {
      return Reach.AWAITED;
    }
    long page = Pages.down(address);
    if (mapping.room(page) == 0) {
      return Reach.FAULT;
    }
    mapping.backing().populate(mapping.offsetOf(page));
    return mapping.at(page).address() + mapping.within(page);
  }

  /**
   * Whether memory that {@link #reach} says is a fault can be copied all the same, through {@link
   * #memory}: this process cannot map it.
   */
  public boolean copies(long address, boolean write) {
    return false;
  }

  /** Who is to supply the page of an address; null where it is there, or not mapped at all. */
  public @Nullable MissingPages supplier(long address) {
    Mapping mapping = mappings.find(address);
    return mapping != null && mapping.awaited(address) ? mapping.missing() : null;
  }

  /** fork(2): private memory is copied, shared memory is shared. */
  public synchronized AddressSpace fork() {
    AddressSpace child = new AddressSpace();
    child.placement = placement.copy();
    for (Mapping each : mappings.all()) {
      Mapping copy =
          new Mapping(
              each.start(), each.end(), each.prot(), each.backing().fork(), each.offset(), null);
      child.mappings = child.mappings.with(copy);
    }
    return child;
  }

  /** exit_mmap: nothing is mapped any more. */
  public synchronized void clear() {
    change(0, LIMIT, () -> mappings.without(0, LIMIT));
  }
}
