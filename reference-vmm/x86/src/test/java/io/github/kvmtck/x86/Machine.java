package io.github.kvmtck.x86;

import io.github.kvmtck.x86.cpu.Access;
import io.github.kvmtck.x86.cpu.Bus;
import io.github.kvmtck.x86.cpu.BusLock;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.exec.Handlers;
import io.github.kvmtck.x86.exec.Regions;
import io.github.kvmtck.x86.isa.family.Isa;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A processor with RAM from address 0 and a bus that logs and answers as a test scripts it. */
class Machine implements Bus, AutoCloseable {
  static final int CODE = 0x1000;

  final Arena arena = Arena.ofShared();
  final MemorySegment ram;
  final Cpu cpu;
  final Processor processor;

  /** What the bus was asked, in words. */
  final List<String> log = new ArrayList<>();

  /** Answers to questions; the bus suspends where there is none. */
  final Deque<Long> answers = new ArrayDeque<>();

  /** Pages that cannot be written, and pages that were asked for to be written. */
  final Set<Long> readOnly = new HashSet<>();

  final Set<Long> written = new TreeSet<>();

  /** Pages that have no backing. */
  final Set<Long> unreachable = new HashSet<>();

  /** Whether RAM has no host addresses: every access copies. */
  boolean copying;

  /** Answers given since the instruction began, to be given again. */
  private final List<Long> replay = new ArrayList<>();

  private int replayed;
  private final CopiedRam copied;
  boolean stopAfterWrites = true;
  boolean refuseAnswers;

  Machine(long size) {
    cpu = new Cpu(this);
    ram = arena.allocate(size, 4096);
    copied = new CopiedRam(ram);
    processor = new Processor(cpu);
  }

  /** With a compiler of its own. */
  Machine(long size, Handlers handlers, Regions regions) {
    cpu = new Cpu(this);
    ram = arena.allocate(size, 4096);
    copied = new CopiedRam(ram);
    processor = new Processor(cpu, Isa.decoder(cpu.features), handlers, regions);
  }

  /** As {@link #Machine(long, Handlers, Regions)}, with memory and bus of another machine. */
  Machine(MemorySegment shared, BusLock bus, Handlers handlers, Regions regions) {
    cpu = new Cpu(this, bus);
    ram = shared;
    copied = new CopiedRam(ram);
    processor = new Processor(cpu, Isa.decoder(cpu.features), handlers, regions);
  }

  /** Real mode, flat zero segments, SP 0x8000, code at {@link #CODE}. */
  static Machine realMode(String code) {
    Machine machine = new Machine(1 << 20);
    machine.code(code);
    for (int i = 0; i <= Segment.GS; i++) {
      machine.cpu.segments.set(i, Segment.real(0));
    }
    machine.cpu.rip = CODE;
    machine.cpu.r[4] = 0x8000;
    return machine;
  }

  void put64(long address, long value) {
    ram.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
  }

  long get64(long address) {
    return ram.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
  }

  Machine code(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    MemorySegment.copy(bytes, 0, ram, ValueLayout.JAVA_BYTE, CODE, bytes.length);
    return this;
  }

  Stop run(long budget) {
    replay.clear();
    replayed = 0;
    return processor.run(budget);
  }

  /** Answers a suspended instruction until it is done. */
  Stop finish(Stop stop) {
    Stop now = stop;
    while (now instanceof Stop.Suspended suspended && !answers.isEmpty()) {
      replay.add(answers.remove());
      replayed = 0;
      now = processor.resume(suspended);
    }
    return now;
  }

  private long ask(String question) {
    if (replayed < replay.size()) {
      if (refuseAnswers) {
        cpu.refuse();
      }
      return replay.get(replayed++);
    }
    log.add(question);
    cpu.suspend();
    return 0;
  }

  private void tell(String what) {
    log.add(what);
    if (stopAfterWrites) {
      cpu.stopAfter();
    }
  }

  @Override
  public long host(long page, Access access) {
    if (page + 4096 > ram.byteSize() || page < 0) {
      return NOT_RAM;
    }
    if (unreachable.contains(page)) {
      return UNREACHABLE;
    }
    if (access == Access.WRITE) {
      if (readOnly.contains(page)) {
        return NOT_RAM;
      }
      written.add(page);
    }
    return copying ? NOT_RAM : ram.address() + page;
  }

  @Override
  public boolean copies(long page) {
    return copying && page + 4096 <= ram.byteSize();
  }

  @Override
  public boolean exchange(long address, int length, long expected, long value) {
    return copies(address & -4096)
        ? copied.exchange(address, length, expected, value)
        : Bus.super.exchange(address, length, expected, value);
  }

  @Override
  public int fetch(long address, byte[] into, int offset, int length) {
    return copies(address & -4096) ? copied.fetch(address, into, offset, length) : 0;
  }

  @Override
  public long read(long address, int length) {
    if (copies(address & -4096)) {
      return copied.get(address, length);
    }
    return ask("read %x/%d".formatted(address, length));
  }

  @Override
  public void write(long address, int length, long value) {
    if (copies(address & -4096)) {
      copied.put(address, length, value);
      return;
    }
    tell("write %x/%d=%x".formatted(address, length, value));
  }

  @Override
  public long portIn(int port, int size) {
    return ask("in %x/%d".formatted(port, size));
  }

  @Override
  public void portOut(int port, int size, long value) {
    tell("out %x/%d=%x".formatted(port, size, value));
  }

  @Override
  public int stringIn(int port, int size, long max, boolean down, int pageOffset, byte[] into) {
    long first = ask("ins %x/%d x%d at %x".formatted(port, size, max, pageOffset));
    for (int i = 0; i < into.length; i++) {
      into[i] = (byte) (first + i);
    }
    int room = down ? pageOffset : 4096 - pageOffset;
    return (int) Math.max(1, Math.min(max, Math.min(room / size, 1024 / size)));
  }

  @Override
  public void stringOut(int port, int size, long value) {
    tell("outs %x/%d=%x".formatted(port, size, value));
  }

  @Override
  public long readMsr(int index) {
    return ask("rdmsr %x".formatted(index));
  }

  @Override
  public void writeMsr(int index, long value) {
    tell("wrmsr %x=%x".formatted(index, value));
  }

  @Override
  public void cpuid(int leaf, int subleaf, int[] into) {
    into[0] = leaf;
    into[1] = subleaf;
  }

  @Override
  public long timestamp() {
    return 0x1_0000_0002L;
  }

  @Override
  public boolean resumeFromSmm() {
    cpu.refuse();
    return true;
  }

  @Override
  public void hypercall() {
    tell("hypercall");
  }

  @Override
  public long readCr8() {
    return 0;
  }

  @Override
  public void writeCr8(long value) {
    tell("cr8=%x".formatted(value));
  }

  @Override
  public void close() {
    arena.close();
  }
}
