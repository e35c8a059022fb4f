package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Debug exceptions: SDM vol. 3, chapter 19. */
class DebugTest {
  private static final long LOW_BITS = 0xf00fL;

  private static long dr6(Protected p) {
    return p.m.cpu.debug.dr6() & LOW_BITS;
  }

  @ParameterizedTest
  @CsvSource({
    // code that runs with TF, where the trap finds it
    "nop,0x1001",
    "'mov ss, ax\n nop',0x1003", // nothing between the two
    "'int 0x30',-1", // TF is cleared and the handler not stepped
    "'rep movsb',0x1000", // after the first iteration
    "'syscall',-1",
  })
  void singleStep(String code, String where) {
    try (Protected p = Protected.longMode()) {
      p.m.cpu.flags.put(Flags.TF, true);
      p.m.cpu.calls.star = 8L << 32;
      p.m.cpu.calls.lstar = Protected.HANDLERS + 0x30;
      p.m.cpu.calls.fmask = Flags.TF;
      p.m.cpu.r[Gpr.RAX] = Protected.DATA0;
      p.m.cpu.r[Gpr.RCX] = 3;
      p.m.cpu.r[Gpr.RSI] = 0x5000;
      p.m.cpu.r[Gpr.RDI] = 0x5100;
      p.run(code);
      long expected = Long.decode(where);
      assertThat(p.vector()).isEqualTo(expected < 0 ? 0x30 : Vector.DB);
      if (expected >= 0) {
        assertThat(p.stack(0)).isEqualTo(expected);
        assertThat(p.stack(2) & Flags.TF).as("the saved flag").isEqualTo(Flags.TF);
        assertThat(dr6(p)).isEqualTo(DebugRegisters.DR6_BS);
      }
    }
  }

  @Test
  void anInstructionBreakpointIsAFaultThatRfPasses() {
    try (Protected p = Protected.mode()) {
      p.m.cpu.debug.address(2, 0x1001);
      p.m.cpu.debug.dr7(0x420);
      p.run("nop\n inc eax\n hlt");
      assertThat(p.vector()).isEqualTo(Vector.DB);
      assertThat(p.stack(0)).isEqualTo(0x1001);
      assertThat(p.m.cpu.r[Gpr.RAX]).isZero();
      assertThat(dr6(p)).isEqualTo(4);
      p.at(0x7100, 32, "or dword ptr [esp+8], 0x10000\n iret");
      p.m.cpu.rip = 0x7100;
      p.go();
      assertThat(p.m.cpu.rip).isEqualTo(0x1003);
      assertThat(p.m.cpu.r[Gpr.RAX]).isEqualTo(1);
      assertThat(p.m.cpu.flags.has(Flags.RF)).as("one instruction long").isFalse();
    }
  }

  @Test
  void faultsSaveRfAndTrapsDoNot() {
    try (Protected p = Protected.mode()) {
      p.run("ud2");
      assertThat(p.stack(2) & Flags.RF).isEqualTo(Flags.RF);
    }
    try (Protected p = Protected.mode()) {
      p.run("int3");
      assertThat(p.stack(2) & Flags.RF).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // R/W and LEN of DR0 at 0x5002, code, whether it hits
    "1,0,'mov byte ptr [0x5002], 1',true",
    "1,0,'mov al, [0x5002]',false",
    "3,0,'mov al, [0x5002]',true",
    "1,0,'mov byte ptr [0x5003], 1',false",
    "1,1,'mov byte ptr [0x5003], 1',true",
    "1,3,'mov byte ptr [0x5001], 1',true", // aligned to its length
    "1,3,'mov byte ptr [0x5004], 1',false",
    "3,0,'mov eax, [0x5000]',true",
    "3,0,'push dword ptr [0x5000]',true",
    "2,0,'mov al, [0x5002]',false",
  })
  void dataBreakpointsAreTraps(int kind, int length, String code, boolean hits) {
    try (Protected p = Protected.mode()) {
      p.m.cpu.debug.address(0, 0x5002);
      p.m.cpu.debug.dr7(0x402 | kind << 16 | length << 18);
      p.run(code + "\n hlt");
      assertThat(p.vector()).isEqualTo(hits ? Vector.DB : -1);
      assertThat(dr6(p)).isEqualTo(hits ? 1 : 0);
    }
  }

  @Test
  void aRepeatedInstructionTrapsAfterTheIterationThatHits() {
    try (Protected p = Protected.mode()) {
      p.m.cpu.debug.address(0, 0x5003);
      p.m.cpu.debug.dr7(0x402 | 1 << 16);
      p.run("mov edi, 0x5000\n mov ecx, 8\n rep stosb\n hlt");
      assertThat(p.vector()).isEqualTo(Vector.DB);
      assertThat(p.m.cpu.r[Gpr.RDI]).isEqualTo(0x5004);
      assertThat(p.m.cpu.r[Gpr.RCX]).isEqualTo(4);
      assertThat(p.stack(0)).as("on the instruction").isEqualTo(0x100a);
    }
  }

  @ParameterizedTest
  @CsvSource({"true,0x40,true", "true,0x3f,false", "false,0x40,false"})
  void portBreakpointsNeedDebuggingExtensions(boolean extensions, String port, boolean hits) {
    try (Protected p = Protected.mode()) {
      p.m.cpu.control.cr4(extensions ? Control.CR4_DE : 0);
      p.m.cpu.debug.address(0, 0x40);
      p.m.cpu.debug.dr7(0x402 | 2 << 16);
      p.m.stopAfterWrites = false;
      p.run("out " + port + ", al\n hlt");
      assertThat(p.vector()).isEqualTo(hits ? Vector.DB : -1);
    }
  }

  @Test
  void generalDetectIsAFaultBeforeTheAccess() {
    try (Protected p = Protected.mode()) {
      p.m.cpu.debug.dr7(0x400 | DebugRegisters.DR7_GD);
      p.run("mov eax, dr0");
      assertThat(p.vector()).isEqualTo(Vector.DB);
      assertThat(p.stack(0)).isEqualTo(0x1000);
      assertThat(dr6(p)).isEqualTo(DebugRegisters.DR6_BD);
      assertThat(p.m.cpu.debug.dr7() & DebugRegisters.DR7_GD).as("the handler may").isZero();
    }
  }

  @Test
  void theOwnerHearsOfGeneralDetectInsteadOfTheGuest() {
    try (Protected p = Protected.mode()) {
      p.m.cpu.guestDebug.hardware(true);
      p.m.cpu.guestDebug.registers().dr7(0x400 | DebugRegisters.DR7_GD);
      p.at(Machine.CODE, 32, "mov eax, dr0");
      p.m.cpu.rip = Machine.CODE;
      assertThat(p.m.run(1)).isEqualTo(new Stop.Debug(1, 0x1000, 0xffff2ff0L, 0x2400));
      assertThat(p.m.cpu.rip).isEqualTo(0x1000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // code, outcome in long mode at CPL 0
    "'mov rax, 0x100000000\n mov dr6, rax',13(0)",
    "'mov rax, 0x100000000\n mov dr7, rax',13(0)",
    "'mov rax, 0x100000000\n mov dr3, rax\n hlt',none",
    "'mov rax, dr4\n hlt',none",
  })
  void debugRegisterChecks(String code, String outcome) {
    try (Protected p = Protected.longMode()) {
      assertThat(p.run(code).outcome()).isEqualTo(outcome);
    }
  }

  @Test
  void aTrapComesBeforeAnInterruptAndAnNmiBeforeTheInterrupt() {
    try (Protected p = Protected.mode()) {
      p.m.cpu.flags.put(Flags.TF, true);
      p.at(Machine.CODE, 32, "nop\n nop");
      p.m.cpu.rip = Machine.CODE;
      p.m.run(1);
      p.m.cpu.events.inject(0x20);
      p.m.cpu.events.nmiPending(true);
      p.m.run(1);
      assertThat(p.vector()).as("all three before anything is executed").isEqualTo(0x20);
      assertThat(p.stack(0)).as("the interrupt interrupts the NMI's handler").isEqualTo(0x6002);
      assertThat(p.stack(3)).as("and the NMI that of the trap").isEqualTo(0x6001);
      assertThat(p.stack(6)).isEqualTo(0x1001);
    }
  }
}
