package io.github.kvmtck.x86.silicon;

import io.github.kvmtck.x86.Processor;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Access;
import io.github.kvmtck.x86.cpu.Bus;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.exec.Handlers;
import io.github.kvmtck.x86.exec.Regions;
import io.github.kvmtck.x86.isa.Generation;
import io.github.kvmtck.x86.isa.family.Isa;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs one case on the first 1.06 MiB of RAM, and says how it differs from the capture. */
final class Bench implements Bus, AutoCloseable {
  /** 1 MiB and what FFFF:FFFF reaches beyond it. */
  private static final long SIZE = 0x110000;

  private static final List<String> GENERAL =
      List.of("ax", "cx", "dx", "bx", "sp", "bp", "si", "di");
  private static final List<String> SEGMENTS = List.of("es", "cs", "ss", "ds");

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment ram = arena.allocate(SIZE, 4096);
  private final Cpu cpu = new Cpu(this);
  private final Processor processor;

  Bench(Handlers handlers, int hot) {
    Regions regions = new Regions(hot, handlers, Runnable::run);
    processor = new Processor(cpu, Isa.decoder(Generation.I80286), handlers, regions);
  }

  /**
   * The differences, in words; empty if there are none.
   *
   * @param definedFlags flags that the opcode defines
   */
  List<String> differences(Case c, int definedFlags) {
    load(c);
    Stop stop = processor.run(2000);
    List<String> found = new ArrayList<>();
    if (stop != Stop.HALTED) {
      found.add("stopped by " + stop);
    }
    int flags = definedFlags & 0x0fff;
    Map<String, Integer> after = c.changedRegs();
    for (int i = 0; i < 8; i++) {
      compare(found, GENERAL.get(i), wanted(c, GENERAL.get(i)), cpu.r[i] & 0xffff);
    }
    for (int i = 0; i < 4; i++) {
      String name = SEGMENTS.get(i);
      compare(found, name, wanted(c, name), cpu.segments.selector(i));
    }
    compare(found, "ip", wanted(c, "ip"), cpu.rip & 0xffff);
    compare(
        found,
        "flags",
        after.getOrDefault("flags", c.regs().get("flags")) & flags,
        cpu.flags.get() & flags);
    memory(found, c, flags);
    clean(c);
    return found;
  }

  private static int wanted(Case c, String register) {
    return c.changedRegs().getOrDefault(register, c.regs().get(register));
  }

  private static void compare(List<String> found, String what, long expected, long actual) {
    if (expected != actual) {
      found.add("%s is %x, silicon has %x".formatted(what, actual, expected));
    }
  }

  private void memory(List<String> found, Case c, int flags) {
    c.ram()
        .forEach((address, before) -> {
          if (!c.changedRam().containsKey(address)) {
            compare(found, "[%x]".formatted(address), before, get(address));
          }
        });
    Integer pushed = c.exception() == null ? null : pushedFlags(c);
    c.changedRam()
        .forEach((address, value) -> {
          int mask = 0xff;
          if (pushed != null && address.equals(pushed)) {
            mask = flags & 0xff;
          } else if (pushed != null && address == pushed + 1) {
            mask = flags >> 8;
          }
          compare(found, "[%x]".formatted(address), value & mask, get(address) & mask);
        });
  }

  /**
   * Where an exception pushed the flags. The capture's own flag_address is that of a bus cycle,
   * which is one less where the word is at an odd address.
   */
  private static int pushedFlags(Case c) {
    int address = (wanted(c, "ss") << 4) + (wanted(c, "sp") + 4 & 0xffff);
    if (c.flagAddress() == null || (address & ~1) != (c.flagAddress() & ~1)) {
      throw new IllegalStateException("flag_address contradicts SS:SP in " + c.hash());
    }
    return address;
  }

  private void load(Case c) {
    cpu.reset();
    c.ram().forEach(this::put);
    for (int i = 0; i < 8; i++) {
      cpu.r[i] = c.regs().get(GENERAL.get(i));
    }
    for (int i = 0; i < 4; i++) {
      cpu.segments.set(i, Segment.real(c.regs().get(SEGMENTS.get(i))));
    }
    cpu.rip = c.regs().get("ip");
    cpu.flags.set(c.regs().get("flags") & 0x0fff);
  }

  private void clean(Case c) {
    c.ram().keySet().forEach(address -> put(address, 0));
    c.changedRam().keySet().forEach(address -> put(address, 0));
  }

  private void put(int address, int value) {
    ram.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  private int get(int address) {
    return ram.get(ValueLayout.JAVA_BYTE, address) & 0xff;
  }

  @Override
  public long host(long page, Access access) {
    return page + 4096 <= SIZE ? ram.address() + page : NOT_RAM;
  }

  /** An empty bus floats high. */
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
  public void portOut(int port, int size, long value) {}

  @Override
  public int stringIn(int port, int size, long max, boolean down, int pageOffset, byte[] into) {
    for (int i = 0; i < size; i++) {
      into[i] = -1;
    }
    return 1;
  }

  @Override
  public void stringOut(int port, int size, long value) {}

  @Override
  public long readMsr(int index) {
    return 0;
  }

  @Override
  public void writeMsr(int index, long value) {}

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
  public void hypercall() {}

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
