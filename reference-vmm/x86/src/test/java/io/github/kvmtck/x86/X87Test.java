package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Fpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What silicon cannot be asked about at CPL 3: control registers, real mode, INIT. */
class X87Test {
  private static final int HANDLER = 0x3000;
  private static final int AREA = 0x4000;

  /** A machine whose handlers of #NM and #MF halt with 7 and 16 in AL. */
  private static Machine machine(String code) {
    Machine machine = Machine.realMode(code);
    for (int vector : new int[] {Vector.NM, Vector.MF}) {
      int at = HANDLER + 4 * vector;
      machine.ram.set(ValueLayout.JAVA_INT, 4L * vector, at);
      machine.ram.set(ValueLayout.JAVA_BYTE, at, (byte) 0xb0);
      machine.ram.set(ValueLayout.JAVA_BYTE, at + 1, (byte) vector);
      machine.ram.set(ValueLayout.JAVA_BYTE, at + 2, (byte) 0xf4);
    }
    machine.cpu.fpu.init();
    return machine;
  }

  private static int word(Machine machine, int offset) {
    return machine.ram.get(ValueLayout.JAVA_SHORT, AREA + offset) & 0xffff;
  }

  @ParameterizedTest
  @CsvSource({
    "4, d9e8, 7", // EM: FLD1
    "8, d9e8, 7", // TS
    "8, dbe3, 7", // TS: FNINIT looks as well
    "8, 9b, 0", // FWAIT does not mind TS without MP
    "10, 9b, 7", // TS and MP
    "6, 9b, 0" // EM and MP
  })
  void whereControlRegistersSayThatThereIsNoCoprocessor(int cr0, String code, int vector) {
    try (Machine machine = machine(code + "f4")) {
      machine.cpu.control.cr0(Control.CR0_ET | cr0);
      assertThat(machine.run(10)).isEqualTo(Stop.HALTED);
      assertThat(machine.cpu.r[Gpr.RAX]).isEqualTo(vector);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9b, 16", // FWAIT
    "d9d0, 16", // FNOP
    "d93600 40, 0", // FNSTENV
    "dbe2 9b, 0", // FNCLEX, then FWAIT
    "dfe0 b000, 0" // FNSTSW AX
  })
  void anExceptionWaitsForTheNextInstructionThatLooks(String code, int vector) {
    // FLDCW [AREA]; FLDZ; FLDZ; FDIVP: 0 / 0
    try (Machine machine = machine("d92e0040 d9ee d9ee def9 b000" + code + "f4")) {
      machine.ram.set(ValueLayout.JAVA_SHORT, AREA, (short) 0x37e);
      assertThat(machine.run(20)).isEqualTo(Stop.HALTED);
      assertThat(machine.cpu.r[Gpr.RAX] & 0xff).isEqualTo(vector);
    }
  }

  @Test
  void pointersAreLinearInRealMode() {
    // FLD1; FLD dword [BX]; FNSTENV SS:[AREA]
    try (Machine machine = machine("d9e8 d907 36d9360040 f4")) {
      machine.cpu.r[Gpr.RBX] = 0x5000;
      machine.cpu.segments.set(Segment.DS, Segment.real(0x1234));
      machine.ram.set(ValueLayout.JAVA_INT, 0x1_7340, Float.floatToRawIntBits(2));
      assertThat(machine.run(20)).isEqualTo(Stop.HALTED);
      assertThat(word(machine, 0)).isEqualTo(0x37f);
      assertThat(word(machine, 2)).isEqualTo(6 << 11);
      assertThat(word(machine, 4)).isEqualTo(0x0fff);
      assertThat(word(machine, 6)).isEqualTo(Machine.CODE + 2);
      assertThat(word(machine, 8)).isEqualTo(0x107);
      assertThat(word(machine, 10)).isEqualTo(0x7340);
      assertThat(word(machine, 12)).isEqualTo(0x1000);
    }
  }

  @Test
  void savingAndRestoringIsInverse() {
    // FLDPI; FLD1; FCHS; FNSAVE [AREA]; FRSTOR [AREA], all with 32-bit operands
    try (Machine machine = machine("d9eb d9e8 d9e0 66dd360040 66dd260040 f4")) {
      assertThat(machine.run(20)).isEqualTo(Stop.HALTED);
      Fpu fpu = machine.cpu.fpu;
      assertThat(fpu.top()).isEqualTo(6);
      assertThat(fpu.signExponent(0)).isEqualTo(0xbfff);
      assertThat(fpu.significand(1)).isEqualTo(0xc90f_daa2_2168_c235L);
      assertThat(fpu.tagWord()).isEqualTo(0x0fff);
      assertThat(fpu.pointers.opcode()).isEqualTo(0x1e0);
      assertThat(fpu.pointers.instruction()).isEqualTo(Machine.CODE + 4);
    }
  }

  @Test
  void initLeavesItAlone() {
    try (Machine machine = machine("d9e8 f4")) {
      assertThat(machine.run(20)).isEqualTo(Stop.HALTED);
      machine.cpu.init();
      assertThat(machine.cpu.fpu.signExponent(0)).isEqualTo(0x3fff);
      assertThat(machine.cpu.fpu.controlWord()).isEqualTo(0x37f);
      machine.cpu.reset();
      assertThat(machine.cpu.fpu.controlWord()).isEqualTo(0x40);
      assertThat(machine.cpu.fpu.tagWord()).isEqualTo(0x5555);
    }
  }
}
