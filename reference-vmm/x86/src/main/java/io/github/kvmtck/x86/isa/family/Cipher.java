package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Semantics;
import io.github.kvmtck.x86.lanes.AesState;
import java.util.function.UnaryOperator;

/** AES rounds, and the product without carries. */
public final class Cipher {
  private Cipher() {}

  public static void define(Forms f) {
    f.whole("66 0F 38 DB /r | AESIMC xmm1, xmm2/m128 | AES", Cipher::aesimc);
    f.whole(
        "66 0F 38 DC /r | AESENC xmm1, xmm2/m128 | AES", round(s -> s.substituteAndShift().mix()));
    f.whole(
        "66 0F 38 DD /r | AESENCLAST xmm1, xmm2/m128 | AES", round(AesState::substituteAndShift));
    f.whole(
        "66 0F 38 DE /r | AESDEC xmm1, xmm2/m128 | AES",
        round(s -> s.shiftAndSubstituteBack().mixBack()));
    f.whole(
        "66 0F 38 DF /r | AESDECLAST xmm1, xmm2/m128 | AES",
        round(AesState::shiftAndSubstituteBack));
    f.whole(
        "66 0F 3A DF /r ib | AESKEYGENASSIST xmm1, xmm2/m128, imm8u | AES",
        Cipher::aeskeygenassist);
    f.whole("66 0F 3A 44 /r ib | PCLMULQDQ xmm1, xmm2/m128, imm8u | PCLMULQDQ", Cipher::pclmulqdq);
  }

  /** The second operand is the round's key. */
  private static Semantics.Action round(UnaryOperator<AesState> steps) {
    return (cpu, insn) -> {
      long[] b = Xmm.source(cpu, insn);
      int to = insn.reg();
      AesState state = steps.apply(new AesState(Xmm.low(cpu, to), Xmm.high(cpu, to)));
      Xmm.put(cpu, to, state.low() ^ b[0], state.high() ^ b[1]);
    };
  }

  public static void aesimc(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    AesState state = new AesState(b[0], b[1]).mixBack();
    Xmm.put(cpu, insn.reg(), state.low(), state.high());
  }

  public static void aeskeygenassist(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    int constant = (int) insn.immediate();
    Xmm.put(cpu, insn.reg(), words(b[0], constant), words(b[1], constant));
  }

  /** The odd word substituted, then the same turned and with the round's constant. */
  private static long words(long quad, int constant) {
    int word = AesState.substitute((int) (quad >>> 32));
    int turned = Integer.rotateRight(word, 8) ^ constant;
    return word & 0xffff_ffffL | (long) turned << 32;
  }

  public static void pclmulqdq(Cpu cpu, Insn insn) {
    long[] b = Xmm.source(cpu, insn);
    int order = (int) insn.immediate();
    long x = (order & 1) == 0 ? Xmm.low(cpu, insn.reg()) : Xmm.high(cpu, insn.reg());
    long y = b[order >> 4 & 1];
    long low = 0;
    long high = 0;
    for (int i = 0; i < 64; i++) {
      if ((y >>> i & 1) != 0) {
        low ^= x << i;
        high ^= i == 0 ? 0 : x >>> 64 - i;
      }
    }
    Xmm.put(cpu, insn.reg(), low, high);
  }
}
