package io.github.kvmtck.reference.fuzz;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import java.lang.foreign.MemorySegment;

/**
 * Slots inside one mapping of the client, with pages between them that no slot has. Every page that
 * no writable slot has holds a pattern, and nothing but the client ever changes it.
 */
final class Layout implements AutoCloseable {
  private static final int PAGE = 4096;
  private static final int PAGES = 64;
  private static final byte FILL = (byte) 0xa5;
  private static final MemorySegment PATTERN =
      MemorySegment.ofArray(new byte[PAGES * PAGE]).fill(FILL);

  /** The address space that is seen in system management mode has slot 0 too. */
  private static final int SMM = 1 << 16;

  private static final int[] FIRST = {1, 26, 36};
  private static final int[] COUNT = {24, 8, 6};
  private static final int FIXED_PRIVATE_ANONYMOUS = 0x32;
  private static final int READ_ONLY = 2;
  private static final int READ_WRITE = 3;

  private final Vm vm;
  private final HostMemory memory;
  private final MemorySegment now = MemorySegment.ofArray(new byte[PAGES * PAGE]);
  private final boolean[] writable = new boolean[FIRST.length];
  private final boolean[] present = new boolean[FIRST.length];
  private final boolean[] unmapped = new boolean[FIRST.length];

  Layout(Client client, Vm vm) {
    this.vm = vm;
    memory = HostMemory.map(client, (long) PAGES * PAGE).value();
    copy(client, memory.address(), PATTERN);
  }

  private static void copy(Client client, long address, MemorySegment bytes) {
    Errno error = client.memory().put(address, bytes);
    if (error != Errno.NONE) {
      throw new IllegalStateException("copying fails with " + error);
    }
  }

  /** Stores into slot 0, which is at guest-physical 0 while it is anywhere. */
  void store(long physical, byte... bytes) {
    memory.write((long) PAGE * FIRST[0] + physical, bytes);
  }

  /** As {@link #store}, wherever in slot 0 and only if it has memory. */
  void poke(long physical, byte... bytes) {
    if (!unmapped[0] && present[0]) {
      store(Math.floorMod(physical, size(0) - bytes.length), bytes);
    }
  }

  /** Gives slot 0 back what it may have lost: it is there, with memory, and can be written. */
  void repair() {
    if (unmapped[0]) {
      map(0, memory.client().task());
    }
    if (!present[0]) {
      set(0, 0, 0);
    }
    if (!present[0]) {
      // Another slot is in its place.
      delete(1, memory.client().task());
      delete(2, memory.client().task());
      set(0, 0, 0);
    }
  }

  /** Creates, moves or changes a slot; refused where the kernel refuses it. */
  void set(int slot, long physical, int flags) {
    MemoryRegion region = region(slot, physical).withFlags(flags);
    if (vm.setUserMemoryRegion(region).errno() == Errno.NONE) {
      present[slot] = true;
      writable[slot] = (flags & READ_ONLY) == 0;
    }
    if (slot == 0 && present[0]) {
      var unused = vm.setUserMemoryRegion(region(SMM, physical).withFlags(flags));
    }
  }

  /**
   * Deletes a slot, by any task; whatever is then written into its memory comes too late. A VM that
   * has died keeps it.
   */
  void delete(int slot, Kernel.Task by) {
    if (!present[slot] || slot == 0 && !deleted(SMM, by) || !deleted(slot, by)) {
      return;
    }
    present[slot] = false;
    if (!unmapped[slot]) {
      refill(slot, by);
    }
  }

  private boolean deleted(int number, Kernel.Task by) {
    return vm.by(by).setUserMemoryRegion(region(number, 0).deleted()).errno() == Errno.NONE;
  }

  /** Takes the memory from under a slot that stays. */
  void unmap(int slot, Kernel.Task by) {
    var unused = by.call(new Syscall.Munmap(address(slot), size(slot)));
    unmapped[slot] = true;
  }

  /** Gives it memory again. */
  void map(int slot, Kernel.Task by) {
    var unused =
        by.call(
            new Syscall.Mmap(
                address(slot), size(slot), READ_WRITE, FIXED_PRIVATE_ANONYMOUS, -1, 0));
    unmapped[slot] = false;
    refill(slot, by);
  }

  private void refill(int slot, Kernel.Task by) {
    copy(memory.client().by(by), address(slot), PATTERN.asSlice(0, size(slot)));
  }

  /** Whether everything is as the client left it that no slot lets a guest write. */
  boolean untouched() {
    int at = 0;
    for (int slot = 0; slot < FIRST.length; slot++) {
      boolean changes = unmapped[slot] || present[slot] && writable[slot];
      int end = FIRST[slot] + (changes ? 0 : COUNT[slot]);
      if (!pattern(at, end)) {
        return false;
      }
      at = FIRST[slot] + COUNT[slot];
    }
    return pattern(at, PAGES);
  }

  private boolean pattern(int page, int end) {
    MemorySegment part = now.asSlice(0, (long) (end - page) * PAGE);
    Errno error = memory.client().memory().get(memory.address() + (long) page * PAGE, part);
    return error == Errno.NONE && PATTERN.asSlice(0, part.byteSize()).mismatch(part) < 0;
  }

  @Override
  public void close() {
    memory.close();
  }

  private MemoryRegion region(int number, long physical) {
    int slot = number & SMM - 1;
    return new MemoryRegion(number, 0, physical, size(slot), address(slot));
  }

  private long address(int slot) {
    return memory.address() + (long) FIRST[slot] * PAGE;
  }

  private static long size(int slot) {
    return (long) COUNT[slot] * PAGE;
  }
}
