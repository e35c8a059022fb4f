package io.github.kvmtck.reference.smm;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** struct kvm_smram_state_64: the layout of AMD64 (APM vol. 2, 10.2.3). */
final class StateSave64 extends StateSave {
  /** ES, CS, SS, DS, FS and GS follow each other. */
  private static final int SEGMENTS = 0xfe00;

  private static final int DESCRIPTOR = 16;
  private static final int GDTR = 0xfe60;
  private static final int LDTR = 0xfe70;
  private static final int IDTR = 0xfe80;
  private static final int TR = 0xfe90;
  private static final int INT_SHADOW = 0xfecb;
  private static final int EFER = 0xfed0;
  private static final int REVISION = 0xfefc;
  private static final int SMBASE = 0xff00;
  private static final int CR4 = 0xff48;
  private static final int CR3 = 0xff50;
  private static final int CR0 = 0xff58;
  private static final int DR7 = 0xff60;
  private static final int DR6 = 0xff68;
  private static final int RFLAGS = 0xff70;
  private static final int RIP = 0xff78;

  /** RAX; the others stand before it, in descending order. */
  private static final int RAX = 0xfff8;

  private static final int REGISTERS = 16;
  private static final int KVM_REVISION = 0x0002_0064;

  @Override
  public void save(Cpu cpu, long smbase, MemorySegment area) {
    for (int i = 0; i < REGISTERS; i++) {
      put64(area, RAX - i * Long.BYTES, cpu.r[i]);
    }
    put64(area, RIP, cpu.rip);
    put32(area, RFLAGS, cpu.flags.get());
    put64(area, DR6, cpu.debug.dr6());
    put64(area, DR7, cpu.debug.dr7());
    put64(area, CR0, cpu.control.cr0());
    put64(area, CR3, cpu.control.cr3());
    put64(area, CR4, cpu.control.cr4());
    put64(area, EFER, cpu.control.efer());
    put32(area, SMBASE, smbase);
    put32(area, REVISION, KVM_REVISION);
    for (int i = Segment.ES; i <= Segment.GS; i++) {
      segment(area, SEGMENTS + i * DESCRIPTOR, cpu.segments.get(i));
    }
    segment(area, LDTR, cpu.segments.get(Segment.LDTR));
    segment(area, TR, cpu.segments.get(Segment.TR));
    table(area, GDTR, cpu.control.gdtr());
    table(area, IDTR, cpu.control.idtr());
    area.set(ValueLayout.JAVA_BYTE, INT_SHADOW - OFFSET, (byte) shadow(cpu));
  }

  @Override
  public boolean load(Cpu cpu, MemorySegment area) {
    for (int i = 0; i < REGISTERS; i++) {
      cpu.r[i] = get64(area, RAX - i * Long.BYTES);
    }
    cpu.rip = get64(area, RIP);
    cpu.flags.set(get32(area, RFLAGS) | 2);
    if (!debug(cpu, get64(area, DR6), get64(area, DR7))) {
      return false;
    }
    cpu.segments.set(Segment.TR, segment(area, TR));
    cpu.segments.set(Segment.LDTR, segment(area, LDTR));
    cpu.control.idtr(table(area, IDTR));
    cpu.control.gdtr(table(area, GDTR));
    long efer = get64(area, EFER);
    if (!control(cpu, get64(area, CR0), get64(area, CR3), get64(area, CR4), efer)) {
      return false;
    }
    for (int i = Segment.ES; i <= Segment.GS; i++) {
      cpu.segments.set(i, segment(area, SEGMENTS + i * DESCRIPTOR));
    }
    shadow(cpu, area.get(ValueLayout.JAVA_BYTE, INT_SHADOW - OFFSET));
    cpu.refresh();
    return true;
  }

  @Override
  public long smbase(MemorySegment area) {
    return get32(area, SMBASE);
  }

  private static void segment(MemorySegment area, int at, Segment segment) {
    put16(area, at, segment.selector());
    put16(area, at + 2, segment.attributes() & 0xf0ff);
    put32(area, at + 4, segment.limit());
    put64(area, at + 8, segment.base());
  }

  private static Segment segment(MemorySegment area, int at) {
    return new Segment(
        get16(area, at), get64(area, at + 8), get32(area, at + 4), rights(get16(area, at + 2)));
  }

  private static void table(MemorySegment area, int at, Table table) {
    put32(area, at + 4, table.limit());
    put64(area, at + 8, table.base());
  }

  private static Table table(MemorySegment area, int at) {
    return new Table(get64(area, at + 8), get16(area, at + 4));
  }
}
