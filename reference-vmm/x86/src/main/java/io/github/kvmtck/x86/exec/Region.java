package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Cpu;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of one page that run as one piece of bytecode, entered at the first. It does what the
 * handlers would do, block by block: each begins only if the budget covers it.
 *
 * <p>It is entered only if memory holds the bytes that it was compiled from. A store of its own
 * into them leaves it; what others write is seen when it is entered again, and after instructions
 * that may serialize: SDM vol. 3, 11.1.3 promises no more.
 */
final class Region {
  /**
   * Instructions after which compiled code is left at the next block, so that requests of other
   * threads are looked at. That takes no longer than some microseconds.
   */
  private static final int FUEL = 8192;

  /** While the JIT learns: so that it compiles the method, and not each loop in it by itself. */
  private static final int FIRST_FUEL = 128;

  private static final int FIRST_RUNS = 3000;

  /** What was compiled. */
  abstract static class Code {
    /**
     * Runs blocks.
     *
     * @param base instruction pointer of the page's first byte
     * @param fuel instructions to execute at most
     * @return fuel left in the upper half, number of the exit in the lower
     */
    abstract long run(Cpu cpu, long base, int fuel, Region region);
  }

  private final Code code;
  private final Exit[] exits;
  private final Block[] blocks;
  private final int first;
  private final int last;
  private long entered;

  /** What an exit by {@link Exit.Kind#ABANDONED} left behind. */
  @Nullable Abandon abandoned;

  /** Host address of the store that an exit by {@link Exit.Kind#STORED} is about. */
  long stored;

  Region(Code code, Plan plan, Exit[] exits) {
    this.code = code;
    this.exits = exits;
    blocks = plan.blocks().toArray(Block[]::new);
    first = (int) plan.host() & Plan.PAGE_SIZE - 1;
    last = first + plan.length() - 1;
  }

  /** Whether no instruction pointer in it is beyond the code segment. */
  boolean within(long base, int codeBits, long codeLimit) {
    if (codeBits == 64) {
      return true;
    }
    long top = codeBits == 16 ? Math.min(codeLimit, 0xffff) : Math.min(codeLimit, 0xffffffffL);
    return base + first >= 0 && base + last <= top;
  }

  /** Whether memory still holds everything that it was compiled from. */
  boolean current() {
    for (Block block : blocks) {
      if (!block.current()) {
        return false;
      }
    }
    return true;
  }

  /** Asked by compiled code after an instruction that may have done anything. */
  boolean mayGoOn(Cpu cpu) {
    return !cpu.boundary.asked() && current();
  }

  long run(Cpu cpu, long base, int fuel) {
    entered++;
    return code.run(cpu, base, fuel, this);
  }

  /** What it is given at most, of what is left of the budget. */
  int fuel() {
    return entered < FIRST_RUNS ? FIRST_FUEL : FUEL;
  }

  /** What an exit by {@link Exit.Kind#ABANDONED} threw; taken. */
  Abandon takeAbandoned() {
    Abandon was = Objects.requireNonNull(abandoned);
    abandoned = null;
    return was;
  }

  Exit exit(int number) {
    return exits[number];
  }
}
