package io.github.kvmtck.x86.cpu;

import java.lang.invoke.VarHandle;

/**
 * The slow way to memory: translation, page crossings, and what is not RAM. Every part of an access
 * is translated before the first is touched, so a fault leaves no half.
 */
final class Pieces {
  private static final int PAGE_SIZE = 4096;

  private final Cpu cpu;
  private final Memory memory;
  private Translation translation = Translation.NONE;

  Pieces(Cpu cpu, Memory memory) {
    this.cpu = cpu;
    this.memory = memory;
  }

  void pagingChanged() {
    translation = Paging.of(cpu);
  }

  long translate(long linear, Access access, Level by) {
    return translation.translate(linear, access, by);
  }

  /** Canonical addresses: SDM vol. 1, 3.3.7.1. */
  void checkCanonical(int segment, long linear, int length) {
    if (cpu.segments.codeBits() == 64
        && !(cpu.control.canonical(linear) && cpu.control.canonical(linear + length - 1))) {
      throw cpu.fault(segment == Segment.SS ? Vector.SS : Vector.GP, 0);
    }
  }

  long load(long linear, int length) {
    if (cpu.breakpoints.watching()) {
      cpu.breakpoints.accessed(linear, length, false);
    }
    return loadAs(linear, length, memory.level());
  }

  /** Reads at a level that need not be that of the code; no breakpoint sees it. */
  long loadAs(long linear, int length, Level by) {
    long[] pages = memory.views.of(by).pages;
    if (Translations.reads(linear, length, pages)) {
      return HostMemory.get(linear + Translations.leadToRead(linear, pages), length);
    }
    int first = firstPart(linear, length);
    long address = translate(linear, Access.READ, by);
    if (first == length) {
      return read(linear, address, length, by);
    }
    long next = second(linear, first, by);
    long nextAddress = translate(next, Access.READ, by);
    long low = read(linear, address, first, by);
    return low | read(next, nextAddress, length - first, by) << 8 * first;
  }

  void store(long linear, int length, long value) {
    watch(linear, length);
    storeAs(linear, length, value, memory.level());
  }

  void storeAs(long linear, int length, long value, Level by) {
    long[] pages = memory.views.of(by).pages;
    if (Translations.writes(linear, length, pages)) {
      long host = linear + Translations.leadToWrite(linear, pages);
      HostMemory.put(host, length, value);
      memory.stored(host);
      return;
    }
    int first = firstPart(linear, length);
    long address = translate(linear, Access.WRITE, by);
    if (first == length) {
      write(linear, address, length, value, by);
      return;
    }
    long next = second(linear, first, by);
    long nextAddress = translate(next, Access.WRITE, by);
    write(linear, address, first, value, by);
    write(next, nextAddress, length - first, value >>> 8 * first, by);
  }

  /** As {@link Atomic#exchange}; a store where an operand lies in two pages, one of them no RAM. */
  boolean exchange(long linear, int length, long expected, long value) {
    Level by = memory.level();
    int first = firstPart(linear, length);
    long address = translate(linear, Access.WRITE, by);
    long next = second(linear, first, by);
    long nextAddress = first == length ? 0 : translate(next, Access.WRITE, by);
    long host = host(linear, address, Access.WRITE, by);
    if (first == length && host != Bus.NOT_RAM) {
      watch(linear, length);
      boolean done = Atomic.exchange(host, length, expected, value);
      memory.stored(host);
      return done;
    }
    if (first == length) {
      watch(linear, length);
      return cpu.bus.exchange(address, length, expected, low(length, value));
    }
    long nextHost = host(next, nextAddress, Access.WRITE, by);
    if (host == Bus.NOT_RAM || nextHost == Bus.NOT_RAM) {
      store(linear, length, value);
      return true;
    }
    synchronized (Atomic.BUS) {
      long low = HostMemory.get(host, first);
      long current = low | HostMemory.get(nextHost, length - first) << 8 * first;
      if (((current ^ expected) & -1L >>> 64 - 8 * length) != 0) {
        return false;
      }
      store(linear, length, value);
      VarHandle.fullFence();
      return true;
    }
  }

  private void watch(long linear, int length) {
    if (cpu.breakpoints.watching()) {
      cpu.breakpoints.accessed(linear, length, true);
    }
  }

  /** Whether all of it is RAM. */
  boolean probe(long linear, int length) {
    return probeAs(linear, length, memory.level());
  }

  boolean probeAs(long linear, int length, Level by) {
    int first = firstPart(linear, length);
    boolean ram = probePage(linear, by);
    return first == length ? ram : probePage(second(linear, first, by), by) && ram;
  }

  private boolean probePage(long linear, Level by) {
    return host(linear, translate(linear, Access.WRITE, by), Access.WRITE, by) != Bus.NOT_RAM;
  }

  void load128(long linear, long[] into, int at) {
    Level by = memory.level();
    int first = firstPart(linear, 16);
    long address = translate(linear, Access.READ, by);
    long nextAddress = first == 16 ? 0 : translate(second(linear, first, by), Access.READ, by);
    long low = 0;
    long high = 0;
    for (int done = 0; done < 16; ) {
      int end = done < first ? first : 16;
      int length = Math.min(8, end - done);
      long from = done < first ? address + done : nextAddress + done - first;
      long piece = read(linear + done & cpu.segments.linearMask, from, length, by);
      if (done < 8) {
        low |= piece << 8 * done;
        high |= done > 0 && done + length > 8 ? piece >>> 8 * (8 - done) : 0;
      } else {
        high |= piece << 8 * (done - 8);
      }
      done += length;
    }
    into[at] = low;
    into[at + 1] = high;
  }

  void store128(long linear, long low, long high) {
    Level by = memory.level();
    int first = firstPart(linear, 16);
    long address = translate(linear, Access.WRITE, by);
    long nextAddress = first == 16 ? 0 : translate(second(linear, first, by), Access.WRITE, by);
    for (int done = 0; done < 16; ) {
      int end = done < first ? first : 16;
      int length = Math.min(8, end - done);
      long to = done < first ? address + done : nextAddress + done - first;
      long piece = done >= 8 ? high >>> 8 * (done - 8) : low >>> 8 * done;
      if (done > 0 && done < 8) {
        piece |= high << 8 * (8 - done);
      }
      write(linear + done & cpu.segments.linearMask, to, length, piece, by);
      done += length;
    }
  }

  /** Host address of the page that holds the instruction at {@code linear}. */
  long codePage(long linear) {
    if (cpu.segments.codeBits() == 64 && !cpu.control.canonical(linear)) {
      throw cpu.fault(Vector.GP, 0);
    }
    long address = translate(linear, Access.FETCH, memory.level());
    long page = cpu.bus.host(address & -PAGE_SIZE, Access.FETCH);
    if (page == Bus.UNREACHABLE) {
      throw cpu.unreachable(address);
    }
    return page;
  }

  private static int firstPart(long linear, int length) {
    return Math.min(length, PAGE_SIZE - (int) (linear & PAGE_SIZE - 1));
  }

  /** What is looked at implicitly in long mode does not wrap at 4 GiB. */
  private long second(long linear, int first, Level by) {
    boolean wide = by == Level.IMPLICIT && (cpu.control.efer() & Control.EFER_LMA) != 0;
    return linear + first & (wide ? -1L : cpu.segments.linearMask);
  }

  private long read(long linear, long address, int length, Level by) {
    long host = host(linear, address, Access.READ, by);
    if (host != Bus.NOT_RAM) {
      return HostMemory.get(host, length);
    }
    long value = cpu.bus.read(address, length);
    cpu.checkSuspended();
    return low(length, value);
  }

  private static long low(int length, long value) {
    return length == 8 ? value : value & (1L << 8 * length) - 1;
  }

  private void write(long linear, long address, int length, long value, Level by) {
    long host = host(linear, address, Access.WRITE, by);
    if (host != Bus.NOT_RAM) {
      HostMemory.put(host, length, value);
      memory.stored(host);
    } else {
      cpu.bus.write(address, length, low(length, value));
    }
  }

  private long host(long linear, long address, Access access, Level by) {
    long offset = address & PAGE_SIZE - 1;
    long page = cpu.bus.host(address - offset, access);
    if (page == Bus.UNREACHABLE) {
      throw cpu.unreachable(address);
    }
    if (page == Bus.NOT_RAM) {
      return page;
    }
    if (cpu.breakpoints.watching() || by == Level.USER && memory.views.alignmentChecked()) {
      return page + offset;
    }
    Translations kept = memory.views.of(by);
    if (access == Access.WRITE) {
      kept.keepForWriting(linear, page, translation.global(linear));
    } else {
      kept.keepForReading(linear, page, translation.global(linear));
    }
    return page + offset;
  }
}
