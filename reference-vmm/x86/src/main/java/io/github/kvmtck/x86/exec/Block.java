package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.HostMemory;
import io.github.kvmtck.x86.isa.Insn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decoded instructions that follow each other inside one page of host memory, and the bytes they
 * were decoded from. A block is used only while memory still holds those bytes: guest memory can be
 * written without notice by other processors and by the owner's process, so nothing less is right.
 */
final class Block {
  static final int MAX_INSNS = 32;

  private static final int PAGE_SIZE = 4096;

  /** How much hotter a block must become that is compiled already. */
  private static final int COOL = 8;

  final long host;
  final int codeBits;
  final Insn[] insns;
  final Handler[] handlers;
  final int[] lengths;
  final int length;
  private final int[] offsets;
  private final long[] masks;
  private final long[] words;

  /** How often the handlers ran it. */
  private int runs;

  /** Instructions that they executed in it since it was last compiled as a part of something. */
  private int heat;

  /** What was compiled of it; null until then. */
  volatile @Nullable Region region;

  /** The block that ran after this one last time. */
  @Nullable Block successor;

  Block(long host, int codeBits, Insn[] insns, byte[] code) {
    this.host = host;
    this.codeBits = codeBits;
    this.insns = insns;
    handlers = new Handler[insns.length];
    Arrays.fill(handlers, Handler.GENERAL);
    lengths = new int[insns.length];
    int total = 0;
    for (int i = 0; i < insns.length; i++) {
      lengths[i] = insns[i].length();
      total += lengths[i];
    }
    length = total;
    int count = (length + 7) / 8;
    offsets = new int[count];
    masks = new long[count];
    words = new long[count];
    int inPage = (int) (host & PAGE_SIZE - 1);
    for (int i = 0; i < count; i++) {
      int offset = i * 8;
      int used = Math.min(8, length - offset);
      int back = Math.max(0, inPage + offset + 8 - PAGE_SIZE);
      offsets[i] = offset - back;
      masks[i] = used == 8 ? -1L : (1L << used * 8) - 1 << back * 8;
      for (int k = 0; k < used; k++) {
        words[i] |= (code[offset + k] & 0xffL) << (back + k) * 8;
      }
    }
  }

  /** Notes a run by handlers; whether it was the one that had the block compiled. */
  boolean runs(Handlers generated, Regions regions, Blocks all) {
    if (++runs == generated.hot()) {
      for (int i = 0; i < insns.length; i++) {
        handlers[i] = generated.of(insns[i]);
      }
    }
    heat += insns.length;
    return heat >= regions.hot() && regions.compile(this, all);
  }

  /** How often it ran. */
  int runs() {
    return runs;
  }

  /**
   * It is being compiled, by itself or with others. As a part of another's region it is still run
   * by handlers now and then, where that is left between two blocks: that is no reason to compile
   * it once more.
   */
  void cools(int hot) {
    heat = (int) Math.max(-(long) COOL * hot, Integer.MIN_VALUE);
  }

  /** Whether a store of up to eight bytes at a host address may have changed it. */
  boolean touched(long stored) {
    return Long.compareUnsigned(stored + 7 - host, length + 7L) < 0;
  }

  Insn last() {
    return insns[insns.length - 1];
  }

  /** Whether memory still holds what was decoded. */
  boolean current() {
    for (int i = 0; i < words.length; i++) {
      if (((HostMemory.peek64(host + offsets[i]) ^ words[i]) & masks[i]) != 0) {
        return false;
      }
    }
    return true;
  }
}
