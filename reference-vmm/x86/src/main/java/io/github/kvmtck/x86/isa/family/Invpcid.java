package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/**
 * INVPCID. The translations of the current process-context identifier are the only ones kept, so
 * that every type forgets all: more than is asked for is allowed (SDM vol. 3, 5.10.4.1).
 */
public final class Invpcid {
  private static final int LAST_TYPE = 3;
  private static final int ONE_ADDRESS = 0;
  private static final int ONE_CONTEXT = 1;

  private Invpcid() {}

  public static void define(Forms f) {
    f.whole("66 0F 38 82 /r | INVPCID r32, m | i64 INVPCID", Invpcid::invalidate);
    f.whole("66 0F 38 82 /r | INVPCID r64, m | x64 INVPCID", Invpcid::invalidate);
  }

  public static void invalidate(Cpu cpu, Insn insn) {
    Privilege.zero(cpu);
    long type = cpu.get(insn.reg(), cpu.segments.codeBits() == 64 ? 64 : 32);
    long[] descriptor = cpu.vectors.source;
    cpu.memory.wide.load(insn.segment(), insn.address(cpu), descriptor, 0);
    if (!valid(cpu, type, descriptor[0], descriptor[1])) {
      throw cpu.fault(Vector.GP, 0);
    }
    cpu.flushTranslations();
  }

  /** SDM vol. 2, INVPCID. */
  private static boolean valid(Cpu cpu, long type, long context, long address) {
    if (type < 0 || type > LAST_TYPE || (context & ~Control.CR3_PCID) != 0) {
      return false;
    }
    boolean named = type == ONE_ADDRESS || type == ONE_CONTEXT;
    boolean enabled = (cpu.control.cr4() & Control.CR4_PCIDE) != 0;
    return !(named && !enabled && context != 0)
        && (type != ONE_ADDRESS || cpu.control.canonical(address));
  }
}
