package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XSAVE, XRSTOR and XCR0: SDM vol. 1, 13. */
class XsaveTest {
  private static final String XSAVE = "0f ae 27";
  private static final String XSAVEC = "0f c7 27";
  private static final String XRSTOR = "0f ae 2f";
  private static final String XGETBV = "0f 01 d0";
  private static final String XSETBV = "0f 01 d1";
  private static final int AREA = 0x4000;
  private static final int XSTATE_BV = AREA + 512;

  private static Machine machine(String code) {
    Machine machine = Machine.realMode(code);
    machine.cpu.control.cr4(Control.CR4_OSFXSR | Control.CR4_OSXSAVE);
    machine.cpu.control.xcr0(3);
    machine.cpu.r[Gpr.RAX] = 3;
    machine.cpu.r[Gpr.RDX] = 0;
    machine.cpu.r[Gpr.RBX] = AREA;
    machine.cpu.vectors.xmm[2] = 0x1234;
    return machine;
  }

  private static long quad(Machine machine, int at) {
    return machine.ram.get(ValueLayout.JAVA_LONG, at);
  }

  private static int fault(Machine machine) {
    machine.run(1);
    return machine.cpu.events.pendingVector();
  }

  @Test
  void whatIsSavedIsLoaded() {
    try (Machine machine = machine(XSAVE + XRSTOR)) {
      machine.run(1);
      assertThat(quad(machine, XSTATE_BV)).isEqualTo(3);
      assertThat(quad(machine, AREA + 160 + 16)).isEqualTo(0x1234);
      machine.cpu.vectors.xmm[2] = 0;
      machine.run(1);
      assertThat(machine.cpu.vectors.xmm[2]).isEqualTo(0x1234);
    }
  }

  @Test
  void onlyWhatIsAskedForIsSaved() {
    try (Machine machine = machine(XSAVE)) {
      machine.cpu.r[Gpr.RAX] = 1;
      machine.run(1);
      assertThat(quad(machine, XSTATE_BV)).isEqualTo(1);
      assertThat(quad(machine, AREA + 160 + 16)).isZero();
    }
  }

  @Test
  void whatTheHeaderDoesNotNameBecomesInitial() {
    try (Machine machine = machine(XRSTOR)) {
      machine.ram.set(ValueLayout.JAVA_LONG, AREA + 24, 0x1f80);
      machine.run(1);
      assertThat(machine.cpu.vectors.xmm[2]).isZero();
      assertThat(machine.cpu.fpu.controlWord()).isEqualTo(0x37f);
    }
  }

  @Test
  void aHeaderWithMoreThanXcr0IsRefused() {
    try (Machine machine = machine(XRSTOR)) {
      machine.ram.set(ValueLayout.JAVA_LONG, XSTATE_BV, 4);
      assertThat(fault(machine)).isEqualTo(Vector.GP);
    }
  }

  @Test
  void theAreaMustBeAligned() {
    try (Machine machine = machine(XSAVE)) {
      machine.cpu.r[Gpr.RBX] = AREA + 32;
      assertThat(fault(machine)).isEqualTo(Vector.GP);
    }
  }

  @Test
  void withoutOsxsaveThereIsNone() {
    for (String code : new String[] {XSAVE, XRSTOR, XGETBV, XSETBV}) {
      try (Machine machine = machine(code)) {
        machine.cpu.control.cr4(Control.CR4_OSFXSR);
        assertThat(fault(machine)).isEqualTo(Vector.UD);
      }
    }
  }

  @Test
  void xcr0KeepsX87AndTakesWhatThereIs() {
    try (Machine machine = machine(XSETBV + XGETBV)) {
      machine.cpu.r[Gpr.RAX] = 1;
      machine.run(2);
      assertThat(machine.cpu.control.xcr0()).isEqualTo(1);
      assertThat(machine.cpu.r[Gpr.RAX]).isEqualTo(1);
    }
    for (int value : new int[] {0, 2, 7}) {
      try (Machine machine = machine(XSETBV)) {
        machine.cpu.r[Gpr.RAX] = value;
        assertThat(fault(machine)).isEqualTo(Vector.GP);
      }
    }
  }

  @Test
  void theCompactedFormatSaysWhatIsInIt() {
    try (Machine machine = machine(XSAVEC + XRSTOR)) {
      machine.cpu.r[Gpr.RAX] = 2;
      machine.ram.set(ValueLayout.JAVA_LONG, XSTATE_BV, -1);
      machine.run(1);
      assertThat(quad(machine, XSTATE_BV)).isEqualTo(2);
      assertThat(quad(machine, XSTATE_BV + 8)).isEqualTo(1L << 63 | 2);
      assertThat(quad(machine, AREA)).as("no x87").isZero();
      machine.cpu.vectors.xmm[2] = 0;
      machine.run(1);
      assertThat(machine.cpu.vectors.xmm[2]).isEqualTo(0x1234);
    }
  }

  @Test
  void inTheCompactedFormatMxcsrIsAPartOfSse() {
    for (long format : new long[] {0, 1L << 63 | 2}) {
      try (Machine machine = machine(XRSTOR)) {
        machine.ram.set(ValueLayout.JAVA_LONG, AREA + 24, 0x1fa0);
        machine.ram.set(ValueLayout.JAVA_LONG, XSTATE_BV + 8, format);
        machine.run(1);
        assertThat(machine.cpu.vectors.mxcsr()).isEqualTo(format == 0 ? 0x1fa0 : 0x1f80);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // XSTATE_BV, XCOMP_BV but for its top bit, the quadword behind them
    "2,1,0",
    "0,4,0",
    "0,3,1",
  })
  void aHeaderOfTheCompactedFormatIsChecked(long present, long format, long behind) {
    try (Machine machine = machine(XRSTOR)) {
      machine.ram.set(ValueLayout.JAVA_LONG, XSTATE_BV, present);
      machine.ram.set(ValueLayout.JAVA_LONG, XSTATE_BV + 8, 1L << 63 | format);
      machine.ram.set(ValueLayout.JAVA_LONG, XSTATE_BV + 16, behind);
      assertThat(fault(machine)).isEqualTo(Vector.GP);
    }
  }

  @Test
  void allIsInUse() {
    for (long number = 0; number < 3; number++) {
      try (Machine machine = machine(XGETBV)) {
        machine.cpu.r[Gpr.RCX] = number;
        machine.cpu.r[Gpr.RAX] = 0;
        assertThat(fault(machine)).isEqualTo(number == 2 ? Vector.GP : Events.NONE);
        assertThat(machine.cpu.r[Gpr.RAX]).isEqualTo(number == 2 ? 0 : 3);
      }
    }
  }
}
