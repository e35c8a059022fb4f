package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Segments;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** The guest's stack in compiled code, as {@code cpu.Stack} has it. */
abstract class RegionStack extends RegionMemory {
  private static final ClassDesc SEGMENTS = desc(Segments.class);
  private static final int SP_SLOT = 56;
  private static final int MASK_SLOT = 58;
  private static final int MOVED_SLOT = 60;

  RegionStack(CodeBuilder code, Plan plan, Constants constants) {
    super(code, plan, constants);
  }

  /** PUSH. */
  final void pushed() {
    findAddress();
    push(0, false);
    pushed(insn().bits());
  }

  /** Pops what is to be pushed on the guest's stack. */
  final void pushed(int bits) {
    code.lstore(MOVED_SLOT);
    stackPointer(-(bits >> 3));
    reach(Segment.SS, SP_SLOT, bits, true);
    code.lload(HOST_SLOT).lload(MOVED_SLOT);
    hostPut(bits);
    moved(0);
    look();
  }

  /** POP. */
  final void popped() {
    int bits = insn().bits();
    top(bits);
    code.lstore(MOVED_SLOT);
    moved(bits >> 3);
    code.lload(MOVED_SLOT);
    popRegister(insn().reg(), bits);
  }

  /** Pushes what is on top of the guest's stack. */
  final void top(int bits) {
    stackPointer(0);
    reach(Segment.SS, SP_SLOT, bits, false);
    hostGet(bits);
  }

  /** RSP as far as the stack segment is wide, and what of it that is. */
  private void stackPointer(int by) {
    register(Gpr.RSP);
    if (by != 0) {
      code.loadConstant((long) by).ladd();
    }
    if (block().codeBits != 64) {
      code.aload(CPU_SLOT).getfield(CPU, "segments", SEGMENTS);
      code.invokevirtual(SEGMENTS, "stackMask", MethodTypeDesc.of(LONG)).dup2().lstore(MASK_SLOT);
      code.land();
    }
    code.lstore(SP_SLOT);
  }

  /** Moves RSP from where it was found. */
  final void moved(int by) {
    if (block().codeBits == 64) {
      code.lload(SP_SLOT);
      if (by != 0) {
        code.loadConstant((long) by).ladd();
      }
    } else {
      register(Gpr.RSP);
      code.lload(MASK_SLOT).lload(SP_SLOT).loadConstant((long) by).ladd();
      code.invokestatic(PARTS, "replace", MethodTypeDesc.of(LONG, LONG, LONG, LONG));
    }
    code.lstore(slot(Gpr.RSP));
  }
}
