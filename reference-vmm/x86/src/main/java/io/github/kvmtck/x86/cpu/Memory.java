package io.github.kvmtck.x86.cpu;

/**
 * Memory as instructions see it: segment and offset. An access that stays inside a page which has a
 * host address costs one limit comparison and one tag comparison; everything else is {@link
 * Pieces}.
 */
public final class Memory {
  private static final long PAGE = ~0xfffL;

  private final Cpu cpu;
  private final Segments segments;
  final Pieces pieces;
  private final long[] readable;
  private final long[] writable;
  private final long[] base;

  final Views views;
  public final Alignment alignment;
  public final DoubleQuadwords wide;
  public final LockedMemory locked;

  /** What is known of pages, as the code that runs may use them; compiled code reads it. */
  public Translations translations;

  private long[] pages;
  private long codeStart;
  private long codeSpan;

  Memory(Cpu cpu) {
    this.cpu = cpu;
    segments = cpu.segments;
    readable = segments.readable;
    writable = segments.writable;
    base = segments.effectiveBase;
    views = new Views(segments);
    translations = views.now();
    pages = translations.pages;
    pieces = new Pieces(cpu, this);
    alignment = new Alignment(cpu, views);
    wide = new DoubleQuadwords(this);
    locked = new LockedMemory(cpu, this);
    flush();
  }

  /** Forgets every host address; compiled code, which may hold some, is left. */
  void flush() {
    views.flush();
    cpu.leaveBlock();
  }

  /** Forgets the host addresses of pages that are not global. */
  void flushLocal() {
    views.flushLocal();
    cpu.leaveBlock();
  }

  void pagingChanged() {
    pieces.pagingChanged();
    flush();
  }

  /** As whom instructions access memory from now on; compiled code, which is for one, is left. */
  void as(Level now, boolean userPagesOpened, boolean alignmentChecked) {
    if (views.as(now, userPagesOpened, alignmentChecked)) {
      translations = views.now();
      pages = translations.pages;
      cpu.leaveBlock();
    }
  }

  /** As whom instructions access memory. */
  Level level() {
    return views.level();
  }

  /** Tells where the instructions now executing lie, so that a store into them is noticed. */
  public void executing(long host, int length) {
    codeStart = host;
    codeSpan = length == 0 ? 0 : length + 7;
  }

  /** A store reached this host address: if it may touch the current block, leave the block. */
  void stored(long host) {
    if (Long.compareUnsigned(host + 7 - codeStart, codeSpan) < 0) {
      cpu.leaveBlock();
    }
  }

  /** Translates a code address. */
  public long translateCode(long linear) {
    return pieces.translate(linear, Access.FETCH, level());
  }

  /**
   * Translates a read by the system, whatever code runs. Accessed bits are set as by any walk.
   *
   * @throws Abandon with #PF, CR2 set
   */
  public long translateForSystem(long linear) {
    return pieces.translate(linear, Access.READ, Level.SUPERVISOR);
  }

  /** Host address of the instruction at {@code linear}, or {@link Bus#NOT_RAM}. */
  public long codeHost(long linear) {
    long host = translations.fetches(linear);
    if (host != Bus.NOT_RAM) {
      return host;
    }
    long page = pieces.codePage(linear);
    if (page == Bus.NOT_RAM) {
      return page;
    }
    translations.keepForFetching(linear, page);
    return page + (linear & ~PAGE);
  }

  long linear(int s, long offset) {
    return base[s] + offset & segments.linearMask;
  }

  /** Reads {@code bits} (8 to 64), zero-extended. */
  public long load(int s, long offset, int bits) {
    return switch (bits) {
      case 8 -> load8(s, offset);
      case 16 -> load16(s, offset);
      case 32 -> load32(s, offset);
      default -> load64(s, offset);
    };
  }

  public long load8(int s, long offset) {
    if (offset <= readable[s]) {
      long a = linear(s, offset);
      int i = Translations.index(a);
      if ((a & PAGE) == pages[i]) {
        return HostMemory.get8(a + pages[i + 1]);
      }
    }
    return slowLoad(s, offset, 1);
  }

  public long load16(int s, long offset) {
    if (offset + 1 <= readable[s]) {
      long a = linear(s, offset);
      int i = Translations.index(a);
      if ((a + 1 & PAGE) == pages[i]) {
        return HostMemory.get16(a + pages[i + 1]);
      }
    }
    return slowLoad(s, offset, 2);
  }

  public long load32(int s, long offset) {
    if (offset + 3 <= readable[s]) {
      long a = linear(s, offset);
      int i = Translations.index(a);
      if ((a + 3 & PAGE) == pages[i]) {
        return HostMemory.get32(a + pages[i + 1]);
      }
    }
    return slowLoad(s, offset, 4);
  }

  public long load64(int s, long offset) {
    if (offset + 7 <= readable[s]) {
      long a = linear(s, offset);
      int i = Translations.index(a);
      if ((a + 7 & PAGE) == pages[i]) {
        return HostMemory.get64(a + pages[i + 1]);
      }
    }
    return slowLoad(s, offset, 8);
  }

  private long slowLoad(int s, long offset, int length) {
    return pieces.load(check(s, offset, length, false), length);
  }

  /**
   * Reads what the same instruction will write back: faults as a write would, before any flag
   * changes.
   */
  public long loadToStore(int s, long offset, int bits) {
    int length = bits >> 3;
    if (offset + length - 1 <= writable[s]) {
      long a = linear(s, offset);
      int i = Translations.index(a);
      if ((a + length - 1 & PAGE) == pages[i + Translations.WRITE]) {
        long host = a + pages[i + Translations.WRITE + 1];
        return switch (bits) {
          case 8 -> HostMemory.get8(host);
          case 16 -> HostMemory.get16(host);
          case 32 -> HostMemory.get32(host);
          default -> HostMemory.get64(host);
        };
      }
    }
    probe(s, offset, length);
    return load(s, offset, bits);
  }

  /** Raises whatever a write there would raise. */
  public void probe(int s, long offset, int length) {
    if (offset + length - 1 <= writable[s]) {
      long a = linear(s, offset);
      if ((a + length - 1 & PAGE) == pages[Translations.index(a) + Translations.WRITE]) {
        return;
      }
    }
    pieces.probe(check(s, offset, length, true), length);
  }

  /** Writes the low {@code bits} (8 to 64). */
  public void store(int s, long offset, int bits, long value) {
    int length = bits >> 3;
    if (offset + length - 1 <= writable[s]) {
      long a = linear(s, offset);
      int i = Translations.index(a);
      if ((a + length - 1 & PAGE) == pages[i + Translations.WRITE]) {
        long host = a + pages[i + Translations.WRITE + 1];
        switch (bits) {
          case 8 -> HostMemory.put8(host, value);
          case 16 -> HostMemory.put16(host, value);
          case 32 -> HostMemory.put32(host, value);
          default -> HostMemory.put64(host, value);
        }
        stored(host);
        return;
      }
    }
    pieces.store(check(s, offset, length, true), length, value);
  }

  /** Host address of what can be written there, if it is at hand; else {@link Bus#NOT_RAM}. */
  long hostToWrite(int s, long offset, int length) {
    long a = linear(s, offset);
    int i = Translations.index(a);
    boolean known =
        offset + length - 1 <= writable[s]
            && (a + length - 1 & PAGE) == pages[i + Translations.WRITE];
    return known ? a + pages[i + Translations.WRITE + 1] : Bus.NOT_RAM;
  }

  /**
   * Everything but translation: segments (SDM vol. 3, 6.3; in real mode the limit alone), canonical
   * addresses, alignment.
   *
   * @return the linear address
   */
  long check(int s, long offset, int length, boolean write) {
    long top = write ? writable[s] : readable[s];
    boolean inside = offset + length - 1 <= top || segments.inExpandDown(s, offset, length, write);
    if (!inside) {
      throw cpu.fault(s == Segment.SS ? Vector.SS : Vector.GP, cpu.interrupts.external());
    }
    long linear = linear(s, offset);
    pieces.checkCanonical(s, linear, length);
    alignment.check(linear, length);
    return linear;
  }
}
