package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;

/**
 * RDRAND and RDSEED, which always have a number. It is from a sequence that every processor begins
 * anew: a run can be repeated. No guest is offered them unasked.
 */
public final class RandomNumber {
  private RandomNumber() {}

  public static void define(Forms f) {
    f.whole("0F C7 /6 | RDRAND rmv | nfx RDRAND", RandomNumber::next);
    f.whole("0F C7 /7 | RDSEED rmv | nfx RDSEED", RandomNumber::next);
  }

  public static void next(Cpu cpu, Insn insn) {
    Values.write(cpu, insn, 0, cpu.random.next());
    cpu.flags.setArithmetic(Flags.CF);
  }
}
