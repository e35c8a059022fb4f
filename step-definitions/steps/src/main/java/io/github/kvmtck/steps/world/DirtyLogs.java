package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.PageSet;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** KVM_GET_DIRTY_LOG and KVM_CLEAR_DIRTY_LOG, with one bitmap that every call gets. */
public final class DirtyLogs {
  /** What KVM does not write keeps this. */
  private static final byte UNTOUCHED = (byte) 0xA5;

  private static final int WORD_BITS = Long.SIZE;

  private final Slots slots;
  private @Nullable HostMemory bitmap;

  /** Bytes of the bitmap that was read last. */
  private int read;

  public DirtyLogs(Slots slots) {
    this.slots = slots;
  }

  /** KVM_GET_DIRTY_LOG of a slot. */
  public Result get(int slot) {
    read = bytes(slot);
    return get(Map.of("slot", BigInteger.valueOf(slot)));
  }

  /** KVM_GET_DIRTY_LOG with these fields; the bitmap is there unless they say otherwise. */
  public Result get(Map<String, BigInteger> fields) {
    byte[] untouched = new byte[Linux.PAGE_SIZE];
    Arrays.fill(untouched, UNTOUCHED);
    bitmap().write(0, untouched);
    StructValue log = StructValue.of(DirtyLog.DIRTY_LOG).with("dirty_bitmap", bitmap().address());
    return slots.vm().ioctl(DirtyLog.KVM_GET_DIRTY_LOG, with(log, fields)).result();
  }

  /** The pages that the last call named of a slot, and bits behind its last page. */
  public PageSet pages(int slot) {
    return new PageSet(BitSet.valueOf(bitmap().read(0, bytes(slot))));
  }

  /** What the bitmap of the last call names now. */
  public PageSet pages() {
    return new PageSet(BitSet.valueOf(bitmap().read(0, read)));
  }

  /** Whether the last call wrote nothing behind the bitmap of a slot. */
  public boolean untouchedBehind(int slot) {
    int bytes = bytes(slot);
    for (byte each : bitmap().read(bytes, Linux.PAGE_SIZE - bytes)) {
      if (each != UNTOUCHED) {
        return false;
      }
    }
    return true;
  }

  /** KVM_CLEAR_DIRTY_LOG of some pages, over the least range that holds them. */
  public Result clear(int slot, PageSet pages) {
    long first = pages.pages().nextSetBit(0) & -WORD_BITS;
    long end = Math.min(roundedUp(pages.pages().length()), pages(slots.get(slot)));
    bitmap().write(0, new byte[Linux.PAGE_SIZE]);
    bitmap().write(0, pages.pages().get((int) first, (int) end).toByteArray());
    return clear(
        StructValue.of(DirtyLog.CLEAR_DIRTY_LOG)
            .with("slot", slot)
            .with("first_page", first)
            .with("num_pages", end - first),
        Map.of());
  }

  /** KVM_CLEAR_DIRTY_LOG with these fields and every bit set. */
  public Result clear(Map<String, BigInteger> fields) {
    byte[] all = new byte[Linux.PAGE_SIZE];
    Arrays.fill(all, (byte) 0xFF);
    bitmap().write(0, all);
    return clear(StructValue.of(DirtyLog.CLEAR_DIRTY_LOG), fields);
  }

  private Result clear(StructValue log, Map<String, BigInteger> fields) {
    StructValue argument = log.with("dirty_bitmap", bitmap().address());
    return slots.vm().ioctl(DirtyLog.KVM_CLEAR_DIRTY_LOG, with(argument, fields)).result();
  }

  private static StructValue with(StructValue argument, Map<String, BigInteger> fields) {
    StructValue all = argument;
    for (Map.Entry<String, BigInteger> each : fields.entrySet()) {
      all = all.with(each.getKey(), each.getValue().longValue());
    }
    return all;
  }

  private int bytes(int slot) {
    return (int) (roundedUp(pages(slots.get(slot))) / Byte.SIZE);
  }

  private static long pages(MemoryRegion region) {
    return region.memorySize() / Linux.PAGE_SIZE;
  }

  private static long roundedUp(long pages) {
    return pages + WORD_BITS - 1 & -WORD_BITS;
  }

  private HostMemory bitmap() {
    HostMemory known = bitmap;
    if (known == null) {
      Vm vm = slots.vm();
      known = HostMemory.map(vm.client(), Linux.PAGE_SIZE).value();
      bitmap = known;
    }
    return known;
  }
}
