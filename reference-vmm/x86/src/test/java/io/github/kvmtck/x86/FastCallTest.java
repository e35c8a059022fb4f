package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.cpu.Segment;
import org.junit.jupiter.api.Test;

/** SYSCALL, SYSENTER and their ways back: SDM vol. 2; SWAPGS, STAC and CLAC. */
class FastCallTest {
  private static Protected machine(int cpl) {
    Protected p = Protected.longMode().level(cpl);
    p.m.cpu.calls.star = 0x0013_0008_0000_0000L;
    p.m.cpu.calls.lstar = 0x5000;
    p.m.cpu.calls.fmask = Flags.TF | Flags.IF | Flags.DF;
    p.m.cpu.calls.sysenterCs = 0x08;
    p.m.cpu.calls.sysenterEsp = 0x7800;
    p.m.cpu.calls.sysenterEip = 0x5000;
    return p;
  }

  @Test
  void syscallAndSysret() {
    try (Protected p = machine(3)) {
      p.at(0x5000, 64, "hlt\n sysretq").at(0x1003, 64, "hlt");
      p.run("std\n syscall");
      assertThat(p.m.cpu.rip).isEqualTo(0x5001);
      assertThat(p.m.cpu.r[Gpr.RCX]).isEqualTo(0x1003);
      assertThat(p.m.cpu.r[11]).isEqualTo(Flags.DF | 2);
      assertThat(p.m.cpu.flags.get()).isEqualTo(2);
      assertThat(p.m.cpu.segments.get(Segment.CS)).isEqualTo(new Segment(8, 0, -1L >>> 32, 0xa09b));
      assertThat(p.m.cpu.segments.get(Segment.SS))
          .isEqualTo(new Segment(16, 0, -1L >>> 32, 0xc093));
      assertThat(p.m.cpu.r[Gpr.RSP]).as("as it was").isEqualTo(Protected.STACK3);
      p.go();
      assertThat(p.outcome()).as("HLT at CPL 3").isEqualTo("13(0)");
      assertThat(p.stack(1)).isEqualTo(0x1003);
      assertThat(p.stack(2)).isEqualTo(0x23);
      assertThat(p.stack(3) & Flags.DF).isEqualTo(Flags.DF);
      assertThat(p.stack(5)).isEqualTo(0x1b);
    }
  }

  @Test
  void sysretToCompatibilityMode() {
    try (Protected p = machine(0)) {
      p.at(0x5100, 32, "ud2");
      p.run("mov ecx, 0x5100\n mov r11d, 2\n sysret");
      assertThat(p.outcome()).isEqualTo("6");
      assertThat(p.stack(1)).isEqualTo(0x13);
      assertThat(p.stack(0)).isEqualTo(0x5100);
    }
  }

  @Test
  void sysenterAndSysexit() {
    try (Protected p = machine(3)) {
      p.at(0x5000, 64, "hlt\n mov edx, 0x5100\n mov ecx, 0x9000\n sysexitq").at(0x5100, 64, "ud2");
      p.run("sysenter");
      assertThat(p.m.cpu.rip).isEqualTo(0x5001);
      assertThat(p.m.cpu.r[Gpr.RSP]).isEqualTo(0x7800);
      assertThat(p.m.cpu.segments.cpl()).isZero();
      p.go();
      assertThat(p.outcome()).isEqualTo("6");
      assertThat(p.stack(1)).isEqualTo(0x2b);
      assertThat(p.stack(3)).isEqualTo(0x9000);
      assertThat(p.stack(4)).isEqualTo(0x33);
    }
  }

  @Test
  void sysenterIn32BitCode() {
    try (Protected p = Protected.mode().level(3)) {
      p.m.cpu.calls.sysenterCs = 0x08;
      p.m.cpu.calls.sysenterEsp = 0x7800;
      p.m.cpu.calls.sysenterEip = 0x5000;
      p.at(0x5000, 32, "hlt\n mov edx, 0x5100\n mov ecx, 0x9000\n sysexit").at(0x5100, 32, "int3");
      p.run("sysenter");
      assertThat(p.m.cpu.rip).isEqualTo(0x5001);
      assertThat(p.m.cpu.control.mode()).isEqualTo(Mode.PROTECTED);
      p.go();
      assertThat(p.outcome()).isEqualTo("13(1a)");
      assertThat(p.stack(2)).isEqualTo(0x1b);
    }
  }

  @Test
  void checks() {
    try (Protected p = machine(0)) {
      p.m.cpu.control.efer(p.m.cpu.control.efer() & ~Control.EFER_SCE);
      p.run("syscall");
      assertThat(p.outcome()).isEqualTo("6");
    }
    try (Protected p = Protected.mode()) {
      p.m.cpu.control.efer(Control.EFER_SCE);
      assertThat(p.run("syscall").outcome()).as("not in 32-bit code").isEqualTo("6");
    }
    try (Protected p = machine(0)) {
      assertThat(p.run("mov rcx, 0x1000000000000\n sysretq").outcome()).isEqualTo("13(0)");
      assertThat(p.m.cpu.segments.cpl()).isZero();
    }
    for (String code : new String[] {"sysretq", "sysexitq", "swapgs"}) {
      try (Protected p = machine(3)) {
        assertThat(p.run(code).outcome()).as(code).isEqualTo("13(0)");
      }
    }
    try (Protected p = machine(3)) {
      p.m.cpu.calls.sysenterCs = 3;
      assertThat(p.run("sysenter").outcome()).isEqualTo("13(0)");
      p.level(3);
      assertThat(p.run("stac").outcome()).isEqualTo("6");
    }
    try (Machine m = Machine.realMode("0f34")) {
      m.cpu.calls.sysenterCs = 8;
      m.run(1);
      assertThat(m.cpu.events.pendingVector()).as("not in real mode").isEqualTo(13);
    }
  }

  @Test
  void swapgsExchangesBases() {
    try (Protected p = machine(0)) {
      p.m.cpu.calls.kernelGsBase = 0x1234_5678_9000L;
      p.run("swapgs\n hlt");
      assertThat(p.m.cpu.segments.effectiveBase(Segment.GS)).isEqualTo(0x1234_5678_9000L);
      assertThat(p.m.cpu.calls.kernelGsBase).isZero();
    }
  }

  @Test
  void stacAndClacOpenTheUsersPages() {
    try (Protected p = machine(0)) {
      p.m.put64(Protected.TABLES + 0x1000, Protected.TABLES + 0x2000 | 7);
      p.m.put64(Protected.TABLES + 0x2000, 0x83);
      p.m.put64(Protected.TABLES + 0x2008, 0x87);
      p.m.cpu.control.cr4(Control.CR4_PAE | Control.CR4_SMAP);
      p.run("mov ebx, 0x200000\n stac\n mov al, [rbx]\n clac\n mov al, [rbx]");
      assertThat(p.outcome()).isEqualTo("14(1)");
      assertThat(p.stack(1)).isEqualTo(0x100d);
    }
  }
}
