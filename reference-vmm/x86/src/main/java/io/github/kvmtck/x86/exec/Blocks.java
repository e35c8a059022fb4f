package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Bus;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.HostMemory;
import io.github.kvmtck.x86.isa.Decoded;
import io.github.kvmtck.x86.isa.Decoder;
import io.github.kvmtck.x86.isa.Insn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of one processor, found by host address. */
public final class Blocks {
  private static final int ENTRIES = 4096;
  private static final int PAGE_SIZE = 4096;

  private final Cpu cpu;
  private final Decoder decoder;
  private final @Nullable Block[] table = new Block[ENTRIES];
  private final byte[] page = new byte[Block.MAX_INSNS * Decoder.MAX_LENGTH];

  public Blocks(Cpu cpu, Decoder decoder) {
    this.cpu = cpu;
    this.decoder = decoder;
  }

  /**
   * The block at CS:RIP, decoded from what memory holds now.
   *
   * @param before the block that ran last
   * @return null where one instruction must be fetched by itself: it crosses a page, or its memory
   *     is not mapped, or it cannot be executed
   * @throws Abandon as {@link Fetcher#next} does
   */
  @Nullable Block at(@Nullable Block before) {
    if (cpu.rip > cpu.segments.codeLimit()) {
      return null;
    }
    long host = cpu.memory.codeHost(Fetcher.linear(cpu, cpu.rip));
    if (host == Bus.NOT_RAM) {
      return null;
    }
    int codeBits = cpu.segments.codeBits();
    Block block = before == null ? null : before.successor;
    if (block == null || block.host != host || block.codeBits != codeBits) {
      block = table[slot(host)];
    }
    if (block == null || block.host != host || block.codeBits != codeBits || !block.current()) {
      block = decode(host, codeBits);
      if (block == null) {
        return null;
      }
      table[slot(host)] = block;
    }
    if (codeBits != 64 && cpu.segments.codeLimit() - cpu.rip < block.length - 1) {
      return null;
    }
    if (before != null) {
      before.successor = block;
    }
    return block;
  }

  /** The block at a host address, if there is one. */
  @Nullable Block find(long host, int codeBits) {
    Block block = table[slot(host)];
    return block != null && block.host == host && block.codeBits == codeBits ? block : null;
  }

  private static int slot(long host) {
    return (int) (host ^ host >>> 12) & ENTRIES - 1;
  }

  private @Nullable Block decode(long host, int codeBits) {
    int available = Math.min(page.length, PAGE_SIZE - (int) (host & PAGE_SIZE - 1));
    for (int i = 0; i < available; i++) {
      page[i] = (byte) HostMemory.get8(host + i);
    }
    List<Insn> insns = new ArrayList<>();
    int at = 0;
    while (insns.size() < Block.MAX_INSNS) {
      Decoded decoded = decoder.decode(page, at, available - at, codeBits);
      if (!(decoded instanceof Insn insn)) {
        break;
      }
      insns.add(insn);
      at += insn.length();
      if (insn.form().semantics().endsBlock()) {
        break;
      }
    }
    if (insns.isEmpty()) {
      return null;
    }
    return new Block(host, codeBits, insns.toArray(Insn[]::new), page);
  }
}
