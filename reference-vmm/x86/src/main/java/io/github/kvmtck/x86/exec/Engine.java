package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Decoder;
import io.github.kvmtck.x86.isa.Insn;
import org.jspecify.annotations.Nullable;

/**
 * Executes instructions between two looks at the boundary. When it leaves an instruction by {@link
 * Abandon}, or one was put off, RIP is back at that instruction and {@link #current} is it.
 */
public final class Engine {
  private final Cpu cpu;
  private final Fetcher fetcher;
  private final Blocks blocks;
  private final Handlers generated;
  private final Regions regions;
  private @Nullable Insn current;
  private long left;

  public Engine(Cpu cpu, Decoder decoder, Handlers generated, Regions regions) {
    this.cpu = cpu;
    this.generated = generated;
    this.regions = regions;
    fetcher = new Fetcher(cpu, decoder);
    blocks = new Blocks(cpu, decoder);
  }

  /** The instruction that was abandoned; null if it could not even be fetched. */
  public @Nullable Insn current() {
    return current;
  }

  public Fetcher fetcher() {
    return fetcher;
  }

  /**
   * Executes whole blocks, one at least, until the budget is used, another thread asks for
   * something, or an instruction asked to leave.
   *
   * <p>{@link #left} says what remains of the budget, also when it is left by {@link Abandon}: an
   * abandoned instruction counts.
   */
  public void run(long budget) {
    left = budget;
    Block block = null;
    do {
      current = null;
      block = blocks.at(block);
      if (block == null) {
        left--;
        step();
      } else {
        block = execute(block);
      }
    } while (left > 0 && !cpu.boundary.asked() && !cpu.mustLeave());
  }

  /** Runs a block, compiled if it can be; the block that ran last. */
  private Block execute(Block block) {
    long base = cpu.rip - Plan.offset(block);
    Region region = compiled(block, base);
    if (region == null && block.runs(generated, regions, blocks)) {
      region = compiled(block, base);
    }
    if (region != null) {
      return execute(region, base);
    }
    execute(block, 0, (int) Math.min(left, block.insns.length));
    return block;
  }

  /** What was compiled of a block, where it may be entered now. */
  private @Nullable Region compiled(Block block, long base) {
    Region region = block.region;
    return region != null
            && left >= block.insns.length
            && region.within(base, block.codeBits, cpu.segments.codeLimit())
            && region.current()
        ? region
        : null;
  }

  /** What the last {@link #run} left of its budget. */
  public long left() {
    return left;
  }

  /** Runs compiled code and does what its exit says; the block that ran last. */
  private Block execute(Region region, long base) {
    int fuel = (int) Math.min(left, region.fuel());
    long answer = region.run(cpu, base, fuel);
    Exit exit = region.exit((int) answer);
    left -= fuel - (answer >> 32) - exit.refund();
    Block block = exit.block();
    switch (exit.kind()) {
      case BOUNDARY -> cpu.rip = base + exit.offset();
      case REST -> {
        cpu.rip = base + exit.offset();
        execute(block, exit.index(), block.insns.length);
      }
      case STORED -> {
        cpu.rip = base + exit.offset();
        if (block.touched(region.stored)) {
          cpu.leaveBlock();
        } else {
          execute(block, exit.index() + 1, block.insns.length);
        }
      }
      case TOLD -> takeBack(block, exit.index());
      case ABANDONED -> {
        cpu.rip = base + exit.offset();
        current = block.insns[exit.index()];
        throw region.takeAbandoned();
      }
    }
    return block;
  }

  /** Executes instructions {@code from} to {@code count} of a block by their handlers. */
  private void execute(Block block, int from, int count) {
    Insn[] insns = block.insns;
    Handler[] handlers = block.handlers;
    int[] lengths = block.lengths;
    cpu.memory.executing(block.host, block.length);
    long rip = cpu.rip;
    int i = from;
    try {
      while (i < count) {
        rip += lengths[i];
        cpu.rip = rip;
        handlers[i].run(cpu, insns[i]);
        i++;
        if (cpu.mustLeave()) {
          break;
        }
      }
      left -= i - from;
      takeBack(block, i - 1);
    } catch (Abandon abandon) {
      left -= i + 1 - from;
      cpu.rip = rip - lengths[i];
      current = insns[i];
      throw abandon;
    }
  }

  /** Puts RIP back to the instruction that ran last, if it was put off. */
  private void takeBack(Block block, int index) {
    if (cpu.putOff()) {
      cpu.rip -= block.lengths[index];
      current = block.insns[index];
    }
  }

  /** Fetches and executes one instruction. */
  public void step() {
    current = null;
    execute(fetcher.next());
  }

  /** Executes an instruction that was decoded before; RIP is at it. */
  public void execute(Insn insn) {
    cpu.memory.executing(0, 0);
    cpu.rip += insn.length();
    try {
      Interpreter.run(cpu, insn);
      cpu.checkSuspended();
    } catch (Abandon abandon) {
      cpu.rip -= insn.length();
      current = insn;
      throw abandon;
    }
  }
}
