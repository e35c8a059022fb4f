package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.Values;
import java.lang.invoke.VarHandle;

/**
 * Fences, hints, and what concerns a cache line. There is no cache, and only a load can pass a
 * store, which LFENCE and SFENCE do not forbid.
 */
public final class CacheControl {
  private CacheControl() {}

  public static void define(Forms f) {
    f.whole("0F AE E8    | LFENCE | np SSE2", Exchange::nop);
    f.whole("0F AE F0    | MFENCE | np SSE2", CacheControl::mfence);
    f.whole("0F AE F8    | SFENCE | np SSE", Exchange::nop);
    f.whole("0F AE /7    | CLFLUSH m8 | np CLFSH", CacheControl::touch);
    f.whole("66 0F AE /7 | CLFLUSHOPT m8 | CLFLUSHOPT", CacheControl::touch);
    f.whole("66 0F AE /6 | CLWB m8 | CLWB", CacheControl::touch);
    f.whole("0F 18 /0    | PREFETCHNTA m8", Exchange::nop);
    f.whole("0F 18 /1    | PREFETCHT0 m8", Exchange::nop);
    f.whole("0F 18 /2    | PREFETCHT1 m8", Exchange::nop);
    f.whole("0F 18 /3    | PREFETCHT2 m8", Exchange::nop);
    f.whole("0F 0D /0    | PREFETCH m8 | PREFETCHW", Exchange::nop);
    f.whole("0F 0D /1    | PREFETCHW m8 | PREFETCHW", Exchange::nop);
    f.whole("0F 0D /2    | PREFETCHWT1 m8 | PREFETCHW", Exchange::nop);
    f.write("0F C3 /r    | MOVNTI m32, r32 | np o16 o32 SSE2", Move.MOV);
    f.write("0F C3 /r    | MOVNTI m64, r64 | np o64 SSE2", Move.MOV);
  }

  /** No load behind it is done before every store in front of it can be seen. */
  public static void mfence(Cpu cpu, Insn insn) {
    VarHandle.fullFence();
  }

  /** Faults as a byte read does. */
  public static void touch(Cpu cpu, Insn insn) {
    var unused = Values.read(cpu, insn, 0);
  }
}
