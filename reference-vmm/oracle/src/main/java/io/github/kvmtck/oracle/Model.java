package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.Processor;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Access;
import io.github.kvmtck.x86.cpu.Bus;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import io.github.kvmtck.x86.isa.Insn;
import java.lang.foreign.MemorySegment;

/**
 * Executes cases on the model, in long mode at CPL 3, at the addresses and on the memory that the
 * native execution used. Four-level page tables give each page the rights that it has there; what
 * no case may touch is not mapped, so that one which does so differs.
 */
final class Model implements Bus {
  private static final long CODE_LARGE = 0x85;
  private static final long USER_TABLE = 7;
  private static final long USER_READ = 5;
  private static final long SYSTEM_TABLE = 3;

  private final Silicon silicon;
  private final Places places;
  private final Cpu cpu = new Cpu(this);
  private final Processor processor = new Processor(cpu);

  Model(Silicon silicon) {
    this.silicon = silicon;
    this.places = silicon.places();
    pageTables();
    segments(silicon.width());
    KernelDescriptors.put(silicon, places.descriptors());
    cpu.control.gdtr(new Table(places.descriptors(), KernelDescriptors.LIMIT));
    cpu.control.idtr(new Table(0, 0));
    cpu.control.set(
        Control.CR0_PG
            | Control.CR0_PE
            | Control.CR0_AM
            | Control.CR0_WP
            | Control.CR0_MP
            | Control.CR0_NE,
        0,
        places.tables(),
        Control.CR4_PAE | Control.CR4_OSFXSR | 1 << 10 | Control.CR4_OSXSAVE,
        Control.EFER_LME | Control.EFER_LMA | Control.EFER_NXE | Control.EFER_SCE);
    cpu.control.xcr0(Control.XCR0_X87 | Control.XCR0_SSE);
  }

  /** No process has ports, and none but one with 16-bit segments has an LDT. */
  private void segments(Width width) {
    cpu.segments.set(Segment.TR, new Segment(0x40, 0, 0, 0x8b));
    cpu.segments.set(Segment.LDTR, new Segment(0, 0, 0, Segment.UNUSABLE));
    boolean flat = width != Width.PROTECTED;
    long limit = flat ? 0xffff_ffffL : 0xffff;
    int data = flat ? 0xc0f3 : 0x00f3;
    long base = width.dataBase(places);
    for (int i = 0; i <= Segment.GS; i++) {
      // 64-bit processes leave all but SS null.
      boolean selects = width != Width.LONG || i == Segment.SS;
      int selector = selects ? width.dataSelector() : 0;
      cpu.segments.set(i, new Segment(selector, base, limit, data));
    }
    int code =
        switch (width) {
          case LONG -> 0xa0fb;
          case COMPATIBILITY -> 0xc0fb;
          case PROTECTED -> 0x00fb;
        };
    cpu.segments.set(
        Segment.CS, new Segment(width.codeSelector(), width.codeBase(places), limit, code));
  }

  private void pageTables() {
    long pml4 = places.tables();
    long pdpt = pml4 + 4096;
    long directory = pdpt + 4096;
    long table = directory + 4096;
    long gigabyte = places.base() >>> 30;
    silicon.put(pml4, pdpt | USER_TABLE);
    silicon.put(pdpt + 8 * gigabyte, directory | USER_TABLE);
    silicon.put(directory + 8 * (places.slot(0) >>> 21 & 511), places.slot(0) | CODE_LARGE);
    silicon.put(directory + 8 * (places.data() >>> 21 & 511), table | USER_TABLE);
    page(table, places.data(), USER_TABLE);
    page(table, places.data() + Places.PAGE, USER_TABLE);
    page(table, places.readOnly(), USER_READ);
    page(table, places.stackPage(), USER_TABLE);
    page(table, places.descriptors(), SYSTEM_TABLE);
  }

  private void page(long table, long address, long rights) {
    silicon.put(table + 8 * (address >>> 12 & 511), address | rights);
  }

  Cpu cpu() {
    return cpu;
  }

  Width width() {
    return silicon.width();
  }

  /** Puts the case's state into the processor and its memory into place, and executes it. */
  Stop execute(Case c) {
    silicon.put(places.dataWindow(), c.memory().asSlice(Case.DATA, Places.DATA_WINDOW));
    silicon.put(places.stackWindow(), c.memory().asSlice(Case.STACK, Places.STACK_WINDOW));
    for (int i = 0; i < 16; i++) {
      cpu.r[i] = c.before(8 * i);
    }
    cpu.rip = c.before(Case.CODE);
    cpu.flags.set(c.before(Case.FLAGS));
    cpu.refresh();
    X87State.load(c, cpu.fpu);
    cpu.vectors.mxcsr((int) c.before(Case.MXCSR));
    for (int i = 0; i < 32; i++) {
      cpu.vectors.xmm[i] = c.before(Case.XMM + 8 * i);
    }
    cpu.events.clearPending();
    cpu.events.halted(false);
    return processor.run(1);
  }

  /** Where the memory operand of an instruction is in the window. */
  long operand(Case c, Insn insn) {
    return Aim.address(c, insn) + width().dataBase(places) - places.dataWindow();
  }

  MemorySegment data() {
    return silicon.window(places.dataWindow(), Places.DATA_WINDOW);
  }

  MemorySegment stack() {
    return silicon.window(places.stackWindow(), Places.STACK_WINDOW);
  }

  @Override
  public long host(long page, Access access) {
    boolean inside = page >= places.base() && page < places.base() + Places.SIZE;
    return inside ? page : NOT_RAM;
  }

  private static IllegalStateException unexpected() {
    return new IllegalStateException("a case has left what it may touch");
  }

  @Override
  public long read(long address, int length) {
    throw unexpected();
  }

  @Override
  public void write(long address, int length, long value) {
    throw unexpected();
  }

  @Override
  public long portIn(int port, int size) {
    throw unexpected();
  }

  @Override
  public void portOut(int port, int size, long value) {
    throw unexpected();
  }

  @Override
  public int stringIn(int port, int size, long max, boolean down, int pageOffset, byte[] into) {
    throw unexpected();
  }

  @Override
  public void stringOut(int port, int size, long value) {
    throw unexpected();
  }

  @Override
  public long readMsr(int index) {
    throw unexpected();
  }

  @Override
  public void writeMsr(int index, long value) {
    throw unexpected();
  }

  @Override
  public void cpuid(int leaf, int subleaf, int[] into) {
    throw unexpected();
  }

  @Override
  public long timestamp() {
    throw unexpected();
  }

  @Override
  public boolean resumeFromSmm() {
    cpu.refuse();
    return true;
  }

  @Override
  public void hypercall() {
    throw unexpected();
  }

  @Override
  public long readCr8() {
    throw unexpected();
  }

  @Override
  public void writeCr8(long value) {
    throw unexpected();
  }
}
