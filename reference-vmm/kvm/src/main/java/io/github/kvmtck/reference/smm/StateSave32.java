package io.github.kvmtck.reference.smm;

import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** struct kvm_smram_state_32: the layout of the P6. */
final class StateSave32 extends StateSave {
  private static final int SMBASE = 0xfef8;
  private static final int REVISION = 0xfefc;
  private static final int CR4 = 0xff14;
  private static final int INT_SHADOW = 0xff1a;
  private static final int IDTR = 0xff50;
  private static final int TR = 0xff5c;
  private static final int GDTR = 0xff6c;
  private static final int LDTR = 0xff78;
  private static final int DR7 = 0xffc8;
  private static final int DR6 = 0xffcc;
  private static final int EAX = 0xffd0;
  private static final int EIP = 0xfff0;
  private static final int EFLAGS = 0xfff4;
  private static final int CR3 = 0xfff8;
  private static final int CR0 = 0xfffc;

  /** Where the descriptors of ES, CS, SS, DS, FS, GS, LDTR and TR are. */
  private static final int[] DESCRIPTORS = {
    0xff84, 0xff90, 0xff9c, 0xff2c, 0xff38, 0xff44, LDTR, TR
  };

  /** Their selectors follow each other in the same order. */
  private static final int SELECTORS = 0xffa8;

  private static final int REGISTERS = 8;
  private static final int KVM_REVISION = 0x0002_0000;
  private static final int RIGHTS_SHIFT = 8;

  @Override
  public void save(Cpu cpu, long smbase, MemorySegment area) {
    put32(area, CR0, cpu.control.cr0());
    put32(area, CR3, cpu.control.cr3());
    put32(area, CR4, cpu.control.cr4());
    put32(area, EFLAGS, cpu.flags.get());
    put32(area, EIP, cpu.rip);
    for (int i = 0; i < REGISTERS; i++) {
      put32(area, EAX + i * Integer.BYTES, cpu.r[i]);
    }
    put32(area, DR6, cpu.debug.dr6());
    put32(area, DR7, cpu.debug.dr7());
    for (int i = 0; i < DESCRIPTORS.length; i++) {
      Segment segment = cpu.segments.get(i);
      put32(area, SELECTORS + i * Integer.BYTES, segment.selector());
      put32(area, DESCRIPTORS[i], (segment.attributes() & 0xf0ffL) << RIGHTS_SHIFT);
      put32(area, DESCRIPTORS[i] + 4, segment.limit());
      put32(area, DESCRIPTORS[i] + 8, segment.base());
    }
    table(area, GDTR, cpu.control.gdtr());
    table(area, IDTR, cpu.control.idtr());
    put32(area, REVISION, KVM_REVISION);
    put32(area, SMBASE, smbase);
    area.set(ValueLayout.JAVA_BYTE, INT_SHADOW - OFFSET, (byte) shadow(cpu));
  }

  @Override
  public boolean load(Cpu cpu, MemorySegment area) {
    cpu.flags.set(get32(area, EFLAGS) | 2);
    cpu.rip = get32(area, EIP);
    for (int i = 0; i < REGISTERS; i++) {
      cpu.r[i] = get32(area, EAX + i * Integer.BYTES);
    }
    boolean debug = debug(cpu, get32(area, DR6), get32(area, DR7));
    for (int i = 0; i < DESCRIPTORS.length; i++) {
      int rights = (int) (get32(area, DESCRIPTORS[i]) >>> RIGHTS_SHIFT);
      cpu.segments.set(
          i,
          new Segment(
              get16(area, SELECTORS + i * Integer.BYTES),
              get32(area, DESCRIPTORS[i] + 8),
              get32(area, DESCRIPTORS[i] + 4),
              rights(rights)));
    }
    cpu.control.gdtr(table(area, GDTR));
    cpu.control.idtr(table(area, IDTR));
    boolean valid = control(cpu, get32(area, CR0), get32(area, CR3), get32(area, CR4), 0);
    shadow(cpu, area.get(ValueLayout.JAVA_BYTE, INT_SHADOW - OFFSET));
    cpu.refresh();
    return debug && valid;
  }

  @Override
  public long smbase(MemorySegment area) {
    return get32(area, SMBASE);
  }

  private static void table(MemorySegment area, int at, Table table) {
    put32(area, at + 4, table.limit());
    put32(area, at + 8, table.base());
  }

  private static Table table(MemorySegment area, int at) {
    return new Table(get32(area, at + 8), get16(area, at + 4));
  }
}
