package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * KVM_GET_DIRTY_LOG or KVM_CLEAR_DIRTY_LOG.
 *
 * @param slots what is set, by slot word
 */
public record LogCall(SeamCall call, Map<Integer, MemoryRegion> slots) {
  private static final int WORD_BYTES = Long.BYTES;

  public Result proceed() {
    return call.proceed();
  }

  /** The slot word, where the argument can be read. */
  public int slot() {
    return (int) call.argument(DirtyLog.DIRTY_LOG).get("slot");
  }

  /** The slot as it is set. */
  public Optional<MemoryRegion> region() {
    return Optional.ofNullable(slots.get(slot()));
  }

  /** Makes KVM_GET_DIRTY_LOG and, where it succeeds, changes the bitmap. */
  public Result telling(Consumer<BitSet> change) {
    Result result = proceed();
    if (!result.failed()) {
      BitSet bits = bits();
      change.accept(bits);
      bits(bits);
    }
    return result;
  }

  /** The bitmap that the argument of KVM_GET_DIRTY_LOG points to. */
  public BitSet bits() {
    return BitSet.valueOf(call.client().memory().bytes(bitmap(), bytes()));
  }

  private void bits(BitSet bits) {
    byte[] told = Arrays.copyOf(bits.toByteArray(), bytes());
    call.client().memory().bytes(bitmap(), told);
  }

  /** Writes behind the bitmap. */
  public void overrun() {
    call.client().memory().bytes(bitmap() + bytes(), new byte[WORD_BYTES]);
  }

  /** Where KVM_GET_DIRTY_LOG is to put the bitmap. */
  public long bitmap() {
    return call.argument(DirtyLog.DIRTY_LOG).get("dirty_bitmap");
  }

  private int bytes() {
    return (int) ((pages() + Long.SIZE - 1) / Long.SIZE * WORD_BYTES);
  }

  /** The size of the slot. */
  public long pages() {
    return region().map(MemoryRegion::memorySize).orElse(0L) / Linux.PAGE_SIZE;
  }

  /** The pages of the slot whose first bytes are not zero. */
  public BitSet used() {
    BitSet used = new BitSet();
    long start = region().map(MemoryRegion::userspaceAddr).orElse(0L);
    for (int page = 0; page < pages(); page++) {
      used.set(page, call.client().memory().u32(start + page * (long) Linux.PAGE_SIZE) != 0);
    }
    return used;
  }

  /** What KVM_GET_DIRTY_LOG of a slot tells now; nothing where it fails. */
  public static BitSet read(SeamCall call, MemoryRegion region) {
    Vm vm = new Vm(call.client(), call.fd(), 0);
    var log = vm.getDirtyLog(region.slot(), region.memorySize() / Linux.PAGE_SIZE);
    return log.failed() ? new BitSet() : log.value();
  }

  /** The pages that KVM_CLEAR_DIRTY_LOG is to clear, in a bitmap of one word. */
  public BitSet cleared() {
    StructValue argument = call.argument(DirtyLog.CLEAR_DIRTY_LOG);
    return BitSet.valueOf(call.client().memory().bytes(argument.get("dirty_bitmap"), WORD_BYTES));
  }

  /** Clears every page below the interceptor. */
  public void clearAll() {
    BitSet all = new BitSet();
    all.set(0, (int) pages());
    clear(all);
  }

  /** Clears pages below the interceptor. */
  public void clear(BitSet pages) {
    try (HostMemory bitmap = HostMemory.map(call.client(), Linux.PAGE_SIZE).value()) {
      bitmap.write(0, pages.toByteArray());
      StructValue argument =
          StructValue.of(DirtyLog.CLEAR_DIRTY_LOG)
              .with("slot", slot())
              .with("num_pages", pages())
              .with("dirty_bitmap", bitmap.address());
      new Vm(call.client(), call.fd(), 0).ioctl(DirtyLog.KVM_CLEAR_DIRTY_LOG, argument).orThrow();
    }
  }
}
