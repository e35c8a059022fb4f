package io.github.kvmtck.oracle.compiled;

import io.github.kvmtck.x86.Processor;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Access;
import io.github.kvmtck.x86.cpu.Bus;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A processor at CPL 0, 16 MiB of RAM, and a debug port that remembers what is written to it. */
final class Bench implements Bus, AutoCloseable {
  private static final int DEBUG_PORT = 0xe9;
  private static final long SIZE = 16 << 20;
  private static final long TABLES = 0x10_0000;
  private static final int LOADABLE = 1;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment ram = arena.allocate(SIZE, 4096);
  private final Cpu cpu = new Cpu(this);
  private final Processor processor = new Processor(cpu);
  private final StringBuilder output = new StringBuilder();

  /** A bench with a program loaded, about to execute its first instruction. */
  Bench(byte[] elf, int bits) {
    ByteBuffer file = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
    cpu.rip = bits == 64 ? load64(file) : load32(file);
    cpu.r[Gpr.RSP] = bits == 16 ? 0xfff0 : SIZE - 16;
    int code = bits == 64 ? 0xa09b : bits == 32 ? 0xc09b : 0x009b;
    int data = bits == 16 ? 0x0093 : 0xc093;
    long limit = bits == 16 ? 0xffff : 0xffff_ffffL;
    for (int i = 0; i <= Segment.GS; i++) {
      int selector = bits == 16 ? 0 : 16;
      cpu.segments.set(i, new Segment(selector, 0, limit, data));
    }
    cpu.segments.set(Segment.CS, new Segment(bits == 16 ? 0 : 8, 0, limit, code));
    long cr4 = Control.CR4_OSFXSR | 1 << 10;
    long cr0 = Control.CR0_MP | Control.CR0_NE;
    switch (bits) {
      case 64 -> {
        pageTables();
        long efer = Control.EFER_LME | Control.EFER_LMA;
        cr0 |= Control.CR0_PG | Control.CR0_PE | Control.CR0_WP;
        cpu.control.set(cr0, 0, TABLES, cr4 | Control.CR4_PAE, efer);
      }
      case 32 -> cpu.control.set(cr0 | Control.CR0_PE, 0, 0, cr4, 0);
      default -> cpu.control.set(cr0, 0, 0, cr4, 0);
    }
  }

  /** Identity, 2 MiB pages. */
  private void pageTables() {
    ram.set(ValueLayout.JAVA_LONG, TABLES, TABLES + 0x1000 | 3);
    ram.set(ValueLayout.JAVA_LONG, TABLES + 0x1000, TABLES + 0x2000 | 3);
    for (long page = 0; page < SIZE >> 21; page++) {
      ram.set(ValueLayout.JAVA_LONG, TABLES + 0x2000 + 8 * page, page << 21 | 0x83);
    }
  }

  private long load64(ByteBuffer elf) {
    int headers = (int) elf.getLong(0x20);
    for (int i = 0; i < elf.getShort(0x38); i++) {
      int at = headers + i * elf.getShort(0x36);
      if (elf.getInt(at) == LOADABLE) {
        load(elf, elf.getLong(at + 8), elf.getLong(at + 16), elf.getLong(at + 32));
      }
    }
    return elf.getLong(0x18);
  }

  private long load32(ByteBuffer elf) {
    int headers = elf.getInt(0x1c);
    for (int i = 0; i < elf.getShort(0x2c); i++) {
      int at = headers + i * elf.getShort(0x2a);
      if (elf.getInt(at) == LOADABLE) {
        load(elf, elf.getInt(at + 4), elf.getInt(at + 8), elf.getInt(at + 16));
      }
    }
    return elf.getInt(0x18);
  }

  private void load(ByteBuffer elf, long offset, long address, long size) {
    byte[] bytes = new byte[(int) size];
    elf.get((int) offset, bytes);
    MemorySegment.copy(bytes, 0, ram, ValueLayout.JAVA_BYTE, address, bytes.length);
  }

  Stop run(long budget) {
    return processor.run(budget);
  }

  long instructions() {
    return processor.executed();
  }

  long rip() {
    return cpu.rip;
  }

  String output() {
    return output.toString();
  }

  private void debug(int port, long value) {
    if (port == DEBUG_PORT) {
      output.append((char) (value & 0xff));
    }
  }

  @Override
  public long host(long page, Access access) {
    return page >= 0 && page < SIZE ? ram.address() + page : NOT_RAM;
  }

  @Override
  public long read(long address, int length) {
    return -1;
  }

  @Override
  public void write(long address, int length, long value) {}

  @Override
  public long portIn(int port, int size) {
    return -1;
  }

  @Override
  public void portOut(int port, int size, long value) {
    debug(port, value);
  }

  @Override
  public int stringIn(int port, int size, long max, boolean down, int offset, byte[] into) {
    return 1;
  }

  @Override
  public void stringOut(int port, int size, long value) {
    debug(port, value);
  }

  @Override
  public long readMsr(int index) {
    cpu.refuse();
    return 0;
  }

  @Override
  public void writeMsr(int index, long value) {
    cpu.refuse();
  }

  @Override
  public void cpuid(int leaf, int subleaf, int[] into) {}

  @Override
  public long timestamp() {
    return 0;
  }

  @Override
  public boolean resumeFromSmm() {
    cpu.refuse();
    return true;
  }

  @Override
  public void hypercall() {
    cpu.refuse();
  }

  @Override
  public long readCr8() {
    return 0;
  }

  @Override
  public void writeCr8(long value) {}

  @Override
  public void close() {
    arena.close();
  }
}
