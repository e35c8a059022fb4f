package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Insn;

/** IN, OUT, INS, OUTS. */
public final class PortIo {
  private PortIo() {}

  public static void define(Forms f) {
    f.whole("E4 ib | IN AL, imm8u | s8", PortIo::in);
    f.whole("E5 ib | IN eAX, imm8u", PortIo::in);
    f.whole("EC    | IN AL, DX | s8", PortIo::in);
    f.whole("ED    | IN eAX, DX", PortIo::in);
    f.whole("E6 ib | OUT imm8u, AL | s8", PortIo::out);
    f.whole("E7 ib | OUT imm8u, eAX", PortIo::out);
    f.whole("EE    | OUT DX, AL | s8", PortIo::out);
    f.whole("EF    | OUT DX, eAX", PortIo::out);
    f.whole("6C    | INSB | rep s8", PortIo::ins);
    f.whole("6D    | INSW | rep o16", PortIo::ins);
    f.whole("6D    | INSD | rep o32 o64", PortIo::ins);
    f.whole("6E    | OUTSB | rep s8", PortIo::outs);
    f.whole("6F    | OUTSW | rep o16", PortIo::outs);
    f.whole("6F    | OUTSD | rep o32 o64", PortIo::outs);
  }

  /** There are no 64-bit ports: REX.W counts for nothing. */
  private static int bits(Insn insn) {
    return Math.min(insn.bits(), 32);
  }

  private static int port(Cpu cpu, Insn insn) {
    boolean immediate = !insn.form().immediates().isEmpty();
    int port = (int) (immediate ? insn.immediate() : cpu.r[Gpr.RDX] & 0xffff);
    Privilege.port(cpu, port, bits(insn) >> 3);
    cpu.breakpoints.port(port, bits(insn) >> 3);
    return port;
  }

  public static void in(Cpu cpu, Insn insn) {
    long value = cpu.bus.portIn(port(cpu, insn), bits(insn) >> 3);
    if (!cpu.putOff()) {
      cpu.put(Gpr.RAX, bits(insn), value);
    }
  }

  public static void out(Cpu cpu, Insn insn) {
    int bits = bits(insn);
    cpu.bus.portOut(port(cpu, insn), bits >> 3, cpu.get(Gpr.RAX, bits));
    var unused = cpu.putOff();
  }

  /** Whether the port may be used is asked even where the count is zero. */
  public static void outs(Cpu cpu, Insn insn) {
    var unused = port(cpu, insn);
    Repeat.plain(cpu, insn, PortIo::outOne);
  }

  private static void outOne(Cpu cpu, Insn insn) {
    int bits = bits(insn);
    int port = port(cpu, insn);
    long value = cpu.memory.load(insn.segment(), cpu.r[Gpr.RSI] & insn.addressMask(), bits);
    cpu.bus.stringOut(port, bits >> 3, value);
    cpu.checkSuspended();
    Repeat.step(cpu, insn, Gpr.RSI, 1);
  }

  /**
   * The bus gives as many units as it likes; they are stored together. A repeated one stays on the
   * instruction afterwards whatever the count (COMP-05).
   */
  public static void ins(Cpu cpu, Insn insn) {
    int port = port(cpu, insn);
    boolean repeated = insn.repeat() != 0;
    long left = repeated ? Repeat.left(cpu, insn) : 1;
    if (left == 0) {
      return;
    }
    int size = bits(insn) >> 3;
    long at = cpu.r[Gpr.RDI] & insn.addressMask();
    cpu.memory.probe(Segment.ES, at, size);
    boolean down = cpu.flags.has(Flags.DF);
    long room = room(cpu, insn, at, size, down);
    int offset = (int) (cpu.segments.effectiveBase(Segment.ES) + at) & 0xfff;
    boolean single = cpu.singleIteration();
    long wanted = single ? 1 : Math.min(left, room);
    int units = cpu.bus.stringIn(port, size, wanted, down, offset, cpu.string);
    cpu.checkSuspended();
    for (int i = 0; i < units; i++) {
      long to = at + (down ? -(long) i * size : (long) i * size) & insn.addressMask();
      cpu.memory.store(Segment.ES, to, size * 8, unit(cpu.string, i * size, size));
    }
    Repeat.step(cpu, insn, Gpr.RDI, units);
    if (repeated) {
      cpu.put(Gpr.RCX, insn.addressBits(), left - units);
      Repeat.stay(cpu, insn);
    }
  }

  /** Units that fit the segment and the address size before the index wraps. */
  private static long room(Cpu cpu, Insn insn, long at, int size, boolean down) {
    if (down) {
      return at / size + 1;
    }
    long limit = cpu.segments.codeBits() == 64 ? -1L >>> 1 : cpu.segments.limit(Segment.ES);
    long top = Math.min(limit, insn.addressMask() & -1L >>> 1);
    return Math.max(1, (top - at + 1) / size);
  }

  private static long unit(byte[] data, int at, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | data[at + i] & 0xff;
    }
    return value;
  }
}
