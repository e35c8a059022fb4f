package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.Semantics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks become a {@link Region}: the first, and what can follow it in the same page and has
 * run about as often. Blocks are those that the handlers run, so that both look at the boundary at
 * the same places.
 */
final class Plan {
  static final int PAGE_SIZE = 4096;

  /** A method whose callees, taken together with it, have more bytecode is not inlined whole. */
  private static final int MAX_INSNS = 64;

  /** How much rarer than the first a block may be. */
  private static final int RARER = 32;

  private final List<Block> blocks = new ArrayList<>();
  private final @Nullable Block[] byOffset = new Block[PAGE_SIZE];

  Plan(Block first, Blocks all) {
    Deque<Block> next = new ArrayDeque<>();
    next.add(first);
    int count = 0;
    while (!next.isEmpty()) {
      Block block = next.remove();
      int offset = offset(block);
      count += block.insns.length;
      if (byOffset[offset] != null || !blocks.isEmpty() && count > MAX_INSNS) {
        count -= block.insns.length;
        continue;
      }
      byOffset[offset] = block;
      blocks.add(block);
      for (int to : following(block)) {
        Block found = all.find(first.host - offset(first) + to, first.codeBits);
        if (found != null && found.current() && found.runs() >= first.runs() / RARER) {
          next.add(found);
        }
      }
    }
  }

  private Plan(List<Block> some) {
    for (Block block : some) {
      blocks.add(block);
      byOffset[offset(block)] = block;
    }
  }

  /** The first half of the blocks. */
  Plan half() {
    return new Plan(blocks.subList(0, (blocks.size() + 1) / 2));
  }

  /** Host address of the first byte that is code of it. */
  long host() {
    return blocks.stream().mapToLong(block -> block.host).min().orElseThrow();
  }

  /** Bytes from there to the end of the last. */
  int length() {
    return (int)
        (blocks.stream().mapToLong(block -> block.host + block.length).max().orElseThrow()
            - host());
  }

  /** In the order in which they are emitted. */
  List<Block> blocks() {
    return blocks;
  }

  /** The block that begins there, if it is in. */
  @Nullable Block at(int offset) {
    return offset >= 0 && offset < PAGE_SIZE ? byOffset[offset] : null;
  }

  /** Where a block begins in its page. */
  static int offset(Block block) {
    return (int) block.host & PAGE_SIZE - 1;
  }

  /** Where control can go from a block, inside its page and as far as its bytes say. */
  private static List<Integer> following(Block block) {
    List<Integer> offsets = new ArrayList<>();
    int end = offset(block) + block.length;
    target(block).ifPresent(offsets::add);
    if (end < PAGE_SIZE && !always(block.last())) {
      offsets.add(end);
    }
    return offsets;
  }

  private static boolean always(Insn insn) {
    return switch (insn.form().semantics()) {
      case Semantics.Branch(var test, _) -> test == Semantics.Test.ALWAYS;
      case Semantics.Return _ -> true;
      default -> false;
    };
  }

  /** Where the jump at the end of a block goes, if that is in the page and cannot wrap. */
  static OptionalInt target(Block block) {
    Insn insn = block.last();
    boolean relative =
        insn.form().semantics().endsBlock()
            && insn.form().operands().stream().anyMatch(o -> o.kind() == Operand.Kind.REL);
    long to = offset(block) + block.length + insn.immediate();
    return relative && insn.bits() >= block.codeBits && to >= 0 && to < PAGE_SIZE
        ? OptionalInt.of((int) to)
        : OptionalInt.empty();
  }
}
