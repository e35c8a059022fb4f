package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** XSAVE, XRSTOR and XCR0: SDM vol. 1, 13. */
class XsaveTest {
  private static final String XSAVE = "0f ae 27";
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
}
