package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.asm.Assembler;
import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A machine in protected or long mode with descriptor tables. Every vector has a gate to a HLT of
 * its own, so that where the processor halts says what it was interrupted by.
 */
final class Protected implements AutoCloseable {
  static final int CODE0 = 0x08;
  static final int DATA0 = 0x10;
  static final int CODE3 = 0x18;
  static final int DATA3 = 0x20;
  static final int TASK = 0x28;
  static final int LOCAL_TABLE = 0x38;
  static final int CONFORMING = 0x48;
  static final int ABSENT_DATA = 0x50;
  static final int EXECUTE_ONLY = 0x58;
  static final int READ_ONLY = 0x60;
  static final int EXPAND_DOWN = 0x68;
  static final int OTHER_TASK = 0x70;
  static final int CALL_GATE = 0x80;
  static final int TASK_GATE = 0x90;
  static final int ABSENT_CODE = 0x98;
  static final int ABSENT_TASK = 0xa0;
  static final int NARROW_TASK = 0xb0;
  static final int CODE16 = 0xb8;
  static final int CALL_GATE16 = 0xc0;
  static final int LAST = 0xc8;

  static final long GDT = 0x2000;
  static final long IDT = 0x3000;
  static final long TSS = 0x4000;
  static final long OTHER_TSS = 0x4100;
  static final long NARROW_TSS = 0x4200;
  static final long LDT = 0x4800;
  static final long TABLES = 0x10000;
  static final long HANDLERS = 0x6000;

  /** Stacks grow down from here, by level. */
  static final int STACK0 = 0x8000;

  static final int STACK3 = 0x9000;

  final Machine m;
  final boolean wide;

  private Protected(boolean wide, Machine m) {
    this.wide = wide;
    this.m = m;
    long code = wide ? 0x00af_9b00_0000_ffffL : 0x00cf_9b00_0000_ffffL;
    long user = 3L << 45;
    put(CODE0, code);
    put(DATA0, 0x00cf_9300_0000_ffffL);
    put(CODE3, code | user);
    put(DATA3, 0x00cf_9300_0000_ffffL | user);
    put(CONFORMING, code | 4L << 40);
    put(ABSENT_DATA, 0x00cf_1300_0000_ffffL);
    put(EXECUTE_ONLY, code & ~(2L << 40));
    put(READ_ONLY, 0x00cf_9100_0000_ffffL);
    put(EXPAND_DOWN, 0x0040_9700_0000_0fffL);
    put(ABSENT_CODE, code & ~(1L << 47));
    put(CODE16, 0x0000_9b00_0000_ffffL);
    system(TASK, TSS, 0x89, 0x2067);
    system(LOCAL_TABLE, LDT, 0x82, 0x0f);
    system(OTHER_TASK, OTHER_TSS, 0x89, 0x67);
    system(ABSENT_TASK, OTHER_TSS, 0x09, 0x67);
    if (!wide) {
      system(NARROW_TASK, NARROW_TSS, 0x81, 0x2b);
      gate(GDT + CALL_GATE16, CODE0, 0x7000, 0xe4, 2);
      gate(GDT + TASK_GATE, OTHER_TASK, 0, 0xe5, 0);
    }
    gate(GDT + CALL_GATE, CODE0, 0x7000, 0xec, wide ? 0 : 2);
    m.put64(LDT + 8, 0x00cf_9300_0000_ffffL);
    for (int vector = 0; vector < 256; vector++) {
      gate(IDT + (long) vector * (wide ? 16 : 8), CODE0, HANDLERS + vector, 0x8e, 0);
      m.ram.set(ValueLayout.JAVA_BYTE, HANDLERS + vector, (byte) 0xf4);
    }
    m.cpu.control.gdtr(new Table(GDT, LAST - 1));
    m.cpu.control.idtr(new Table(IDT, 0xfff));
    if (wide) {
      m.put64(TABLES, TABLES + 0x1000 | 7);
      m.put64(TABLES + 0x1000, 0x87);
      m.put64(TSS + 4, STACK0);
      m.put64(TSS + 0x24, 0xa000);
      m.cpu.control.set(
          Control.CR0_PE | Control.CR0_PG | Control.CR0_WP,
          0,
          TABLES,
          Control.CR4_PAE,
          Control.EFER_LME | Control.EFER_LMA | Control.EFER_SCE);
    } else {
      m.put64(TSS + 4, (long) DATA0 << 32 | STACK0);
      m.cpu.control.set(Control.CR0_PE, 0, 0, 0, 0);
    }
    m.ram.set(ValueLayout.JAVA_SHORT, TSS + 0x66, (short) 0x68);
    m.cpu.segments.set(Segment.TR, new Segment(TASK, TSS, 0x2067, 0x8b));
    m.cpu.segments.set(Segment.LDTR, new Segment(LOCAL_TABLE, LDT, 0x0f, 0x82));
    level(0);
  }

  static Protected mode() {
    return of(false);
  }

  static Protected longMode() {
    return of(true);
  }

  static Protected of(boolean wide) {
    return on(new Machine(1 << 20), wide);
  }

  /** Puts tables, handlers and registers into a machine. */
  static Protected on(Machine m, boolean wide) {
    return new Protected(wide, m);
  }

  void put(int selector, long descriptor) {
    m.put64(GDT + selector, descriptor);
  }

  private void system(int selector, long base, int rights, long limit) {
    put(selector, limit | base << 16 | (long) rights << 40);
  }

  /** A gate of the mode's size. */
  void gate(long at, int selector, long offset, int rights, int parameters) {
    m.put64(
        at,
        offset & 0xffff | (long) selector << 16 | (long) rights << 40 | (long) parameters << 32);
    if (wide) {
      m.put64(at + 8, 0);
    }
  }

  /** The gate of a vector. */
  void gate(int vector, int selector, long offset, int rights) {
    gate(IDT + (long) vector * (wide ? 16 : 8), selector, offset, rights, 0);
  }

  /** Flat segments and the stack of a level. */
  Protected level(int cpl) {
    int data = cpl == 0 ? DATA0 : DATA3 | cpl;
    int rights = 0xc093 | cpl << 5;
    for (int i = 0; i <= Segment.GS; i++) {
      m.cpu.segments.set(i, new Segment(data, 0, 0xffff_ffffL, rights));
    }
    int code = (wide ? 0xa09b : 0xc09b) | cpl << 5;
    int selector = cpl == 0 ? CODE0 : CODE3 | cpl;
    m.cpu.segments.set(Segment.CS, new Segment(selector, 0, 0xffff_ffffL, code));
    m.cpu.r[Gpr.RSP] = cpl == 0 ? STACK0 - 0x800 : STACK3;
    return this;
  }

  /** Code at an address. */
  Protected at(long address, int bits, String source) {
    byte[] code = Assembler.assemble(source, address, bits).bytes();
    MemorySegment.copy(code, 0, m.ram, ValueLayout.JAVA_BYTE, address, code.length);
    return this;
  }

  /** Runs code of the mode from 0x1000 until it halts. */
  Protected run(String source) {
    at(Machine.CODE, wide ? 64 : 32, source);
    m.cpu.rip = Machine.CODE;
    return go();
  }

  Protected go() {
    m.cpu.events.halted(false);
    assertThat(m.run(1000)).isEqualTo(Stop.HALTED);
    return this;
  }

  /** The vector whose handler has halted, or -1. */
  int vector() {
    long offset = m.cpu.rip - 1 - HANDLERS;
    return offset >= 0 && offset < 256 ? (int) offset : -1;
  }

  /** "vector(error code)", or "none". */
  String outcome() {
    int vector = vector();
    if (vector < 0) {
      return "none";
    }
    boolean code = vector == 8 || vector >= 10 && vector <= 14 || vector == 17;
    return code ? "%d(%x)".formatted(vector, stack(0)) : Integer.toString(vector);
  }

  /** What lies on the stack, in units of the mode's width. */
  long stack(int index) {
    long at = m.cpu.r[Gpr.RSP] + (long) index * (wide ? 8 : 4);
    return wide ? m.get64(at) : m.ram.get(ValueLayout.JAVA_INT_UNALIGNED, at) & 0xffff_ffffL;
  }

  /** The exception that something raises, as {@link #outcome}. */
  String raised(Runnable what) {
    try {
      what.run();
      return "none";
    } catch (Abandon abandon) {
      assertThat(abandon).isSameAs(Abandon.FAULT);
      Events events = m.cpu.events;
      return events.faultCode() == Events.NO_CODE
          ? Integer.toString(events.faultVector())
          : "%d(%x)".formatted(events.faultVector(), events.faultCode());
    }
  }

  @Override
  public void close() {
    m.close();
  }
}
