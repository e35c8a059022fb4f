package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.cpu.Segment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values control registers take: kvm_set_cr0, kvm_set_cr3, kvm_set_cr4. */
class ControlTest {
  private static Machine machine(Mode mode, boolean paging) {
    Machine m = new Machine(1 << 20);
    boolean longMode = mode == Mode.LONG_64 || mode == Mode.COMPATIBILITY;
    int code = mode == Mode.LONG_64 ? Segment.LONG : Segment.BIG;
    m.cpu.segments.set(
        Segment.CS, new Segment(8, 0, 0xffff_ffffL, Segment.CODE | (mode == Mode.REAL ? 0 : code)));
    m.cpu.control.set(
        (mode == Mode.REAL ? 0 : Control.CR0_PE) | (paging ? Control.CR0_PG : 0),
        0,
        0x1000,
        longMode ? Control.CR4_PAE : 0,
        longMode ? Control.EFER_LME | Control.EFER_LMA : 0);
    assertThat(m.cpu.control.mode()).isEqualTo(mode);
    return m;
  }

  @ParameterizedTest
  @CsvSource({
    "REAL,false,0x1,true",
    "REAL,false,0x80000000,false", // PG without PE
    "REAL,false,0x20000000,false", // NW without CD
    "REAL,false,0x60000000,true",
    "REAL,false,0x100000000,false",
    "REAL,false,0x10008000,true", // bits that do not exist are ignored
    "PROTECTED,false,0x80000001,true",
    "PROTECTED,true,0x1,true",
    "LONG_64,true,0x1,false", // paging cannot be left from 64-bit code
    "COMPATIBILITY,true,0x1,true",
    "COMPATIBILITY,true,0x80000000,false",
  })
  void cr0(Mode mode, boolean paging, String value, boolean accepted) {
    try (Machine m = machine(mode, paging)) {
      long before = m.cpu.control.cr0();
      assertThat(m.cpu.control.load.cr0(Long.decode(value))).isEqualTo(accepted);
      long known = Long.decode(value) & 0xe005_003fL | Control.CR0_ET;
      assertThat(m.cpu.control.cr0()).isEqualTo(accepted ? known : before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LONG_64,0x20,true",
    "LONG_64,0x0,false", // PAE
    "LONG_64,0x1020,false", // LA57
    "LONG_64,0x3027fc,false", // VMXE
    "LONG_64,0x3007fc,true",
    "PROTECTED,0x1000,true",
    "PROTECTED,0x2000,false",
    "PROTECTED,0x20000,false",
    "PROTECTED,0x400000,false",
    "PROTECTED,0x3,true", // VME and PVI
    "PROTECTED,0x100000000,false",
  })
  void cr4(Mode mode, String value, boolean accepted) {
    boolean longMode = mode == Mode.LONG_64;
    try (Machine m = machine(mode, longMode)) {
      assertThat(m.cpu.control.load.cr4(Long.decode(value))).isEqualTo(accepted);
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        Control.CR4_VME,
        Control.CR4_PVI,
        Control.CR4_UMIP,
        Control.CR4_LA57,
        Control.CR4_FSGSBASE,
        Control.CR4_OSXSAVE,
        Control.CR4_SMEP,
        Control.CR4_SMAP
      })
  void bitsOfCr4NeedTheirFeature(long bit) {
    try (Machine m = machine(Mode.PROTECTED, false)) {
      assertThat(m.cpu.control.load.cr4(bit)).isTrue();
      m.cpu.reported((leaf, subleaf, into) -> {});
      assertThat(m.cpu.control.load.cr4(bit)).isFalse();
      assertThat(m.cpu.control.load.cr4(Control.CR4_TSD)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // PAE, CS.L, whether paging may be enabled with EFER.LME
    "true,false,true",
    "false,false,false",
    "true,true,false",
  })
  void enablingPagingEntersLongMode(boolean pae, boolean wideCode, boolean accepted) {
    try (Machine m = machine(Mode.PROTECTED, false)) {
      m.cpu.control.efer(Control.EFER_LME);
      m.cpu.control.cr4(pae ? Control.CR4_PAE : 0);
      int code = Segment.CODE | (wideCode ? Segment.LONG : 0);
      m.cpu.segments.set(Segment.CS, new Segment(8, 0, 0xffff_ffffL, code));
      assertThat(m.cpu.control.load.cr0(Control.CR0_PG | Control.CR0_PE)).isEqualTo(accepted);
      assertThat(m.cpu.control.mode()).isEqualTo(accepted ? Mode.COMPATIBILITY : Mode.PROTECTED);
      if (accepted) {
        assertThat(m.cpu.control.load.cr0(Control.CR0_PE)).isTrue();
        assertThat(m.cpu.control.mode()).as("and disabling it leaves it").isEqualTo(Mode.PROTECTED);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0xfffffffff000,true", "0x10000000000000,false", "-0x8000000000000000,false"})
  void cr3(String value, boolean accepted) {
    try (Machine m = machine(Mode.LONG_64, true)) {
      assertThat(m.cpu.control.load.cr3(Long.decode(value))).isEqualTo(accepted);
    }
  }
}
