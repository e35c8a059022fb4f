package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.oracle.Edges;
import io.github.kvmtck.oracle.Encoding;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Insn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A situation while it is made: registers, and memory around what they point to. */
final class Draft {
  static final int SS = 2;
  private static final int FS = 4;
  private static final int SEGMENT_SIZE = 0xffe0;

  /** Memory that 16-bit addresses reach in a flat segment, and that is nothing else. */
  private static final int LOW = 0xe000;

  private static final int AROUND = 8;
  private static final int LENGTH = 64;

  final long[] registers = new long[16];
  final long ip;
  private final RandomGenerator random;
  private final Setting setting;
  private final List<Patch> patches = new ArrayList<>();

  Draft(RandomGenerator random, Setting setting) {
    this.random = random;
    this.setting = setting;
    for (int i = 0; i < (setting.bits() == 64 ? 16 : 8); i++) {
      long value = Edges.next(random, setting.bits() == 64 ? 64 : 32);
      registers[i] = random.nextInt(4) == 0 ? value : value & 0xffff;
    }
    if (random.nextInt(24) > 0) {
      stackPointer();
    }
    ip = Space.CODE + 0x100 + random.nextInt(0xf000) - setting.segment(Situation.CS).base();
  }

  private int place() {
    return 0x100 + random.nextInt(0xf000);
  }

  private long base(int segment) {
    boolean ignored = setting.bits() == 64 && segment < FS;
    return ignored ? 0 : setting.segment(segment).base();
  }

  private boolean flat(int segment) {
    return base(segment) == 0;
  }

  /** Somewhere in a segment that an address of {@code bits} bits reaches. */
  long offset(int segment, int bits) {
    if (!flat(segment)) {
      return random.nextInt(SEGMENT_SIZE);
    }
    if (bits == 16) {
      return LOW + (long) random.nextInt(0xf00);
    }
    if (!setting.paging() || random.nextBoolean()) {
      return Space.DATA + (long) random.nextInt(SEGMENT_SIZE);
    }
    int page = Space.PAGES + 0x1000 * random.nextInt(15);
    return random.nextInt(3) > 0
        ? page + random.nextInt(0xff0)
        : page + 0x1000 - random.nextInt(16);
  }

  /** Leads a memory operand to {@code offset}; the instruction may have another displacement. */
  Insn aim(Insn insn, Encoding encoding, long offset) {
    if (insn.base() == Gpr.RIP) {
      return encoding.displacement(offset - ip - insn.length());
    }
    long index = insn.index() == Gpr.ZERO ? 0 : registers[insn.index()] << insn.scale();
    if (insn.base() == Gpr.ZERO && insn.index() == Gpr.ZERO) {
      return encoding.displacement(offset);
    }
    if (insn.base() == Gpr.ZERO) {
      set(insn.index(), offset - insn.displacement() >> insn.scale(), insn.addressMask());
    } else if (insn.base() != Gpr.RSP && insn.base() != insn.index()) {
      set(insn.base(), offset - insn.displacement() - index, insn.addressMask());
    }
    return insn;
  }

  private void set(int register, long value, long mask) {
    registers[register] = registers[register] & ~mask | value & mask;
  }

  /** A register that is an address by itself. */
  void point(int register, int segment, long mask) {
    int bits = mask == 0xffff ? 16 : 32;
    set(register, offset(segment, bits), mask);
    put(linear(segment, registers[register] & mask), random());
  }

  long address(Insn insn) {
    long from =
        switch (insn.base()) {
          case Gpr.RIP -> ip + insn.length();
          case Gpr.ZERO -> 0;
          default -> registers[insn.base()];
        };
    long index = insn.index() == Gpr.ZERO ? 0 : registers[insn.index()] << insn.scale();
    return from + index + insn.displacement() & insn.addressMask();
  }

  long linear(int segment, long offset) {
    return base(segment) + offset;
  }

  /** Random bytes. */
  ByteBuffer random() {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(AROUND);
  }

  /** Bytes whose position is what lies at an address. */
  void put(long linear, ByteBuffer bytes) {
    long from = linear - AROUND;
    if (from >= LOW && from <= Space.END - LENGTH) {
      byte[] around = new byte[bytes.capacity()];
      bytes.get(0, around);
      patches.add(new Patch((int) from, around));
    }
  }

  /** A stack pointer whose top can be drawn. */
  void stackPointer() {
    registers[Gpr.RSP] = flat(SS) ? Space.STACK + place() : LOW + 0x100 + random.nextInt(0xe00);
  }

  /** What lies on the stack: {@code values} of some width on top. */
  void stack(int bits, long... values) {
    stack(0, bits, values);
  }

  /** The same with something between the first two and the others. */
  void stack(int gap, int bits, long... values) {
    ByteBuffer bytes = random();
    for (int i = 0; i < values.length; i++) {
      if (i == 2) {
        bytes.position(Math.min(bytes.position() + gap, LENGTH - 32));
      }
      value(bytes, bits, values[i]);
    }
    long mask = setting.bits() == 16 ? 0xffff : -1L;
    put(linear(SS, registers[Gpr.RSP] & mask), bytes);
  }

  /** A value of 16, 32 or 64 bits. */
  static void value(ByteBuffer bytes, int bits, long value) {
    switch (bits) {
      case 16 -> bytes.putShort((short) value);
      case 32 -> bytes.putInt((int) value);
      default -> bytes.putLong(value);
    }
  }

  List<Patch> patches() {
    return patches;
  }
}
