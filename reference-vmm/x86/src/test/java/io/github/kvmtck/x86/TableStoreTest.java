package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.x86.asm.Assembler;
import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.family.Isa;
import io.github.kvmtck.x86.isa.family.SystemRegisters;
import org.junit.jupiter.api.Test;

/** Limit and base of a table are one operand. */
class TableStoreTest {
  @Test
  void whatSgdtStoresFaultsAtItsFirstByte() {
    byte[] code = Assembler.assemble("sgdt [eax]", 0, 32).bytes();
    Insn sgdt = (Insn) Isa.decoder().decode(code, 0, code.length, 32);
    try (Machine m = PagingMode.LEGACY.machine(0, 0, 0)) {
      PagingMode.LEGACY.change(m, 1, 0, 1);
      m.cpu.r[Gpr.RAX] = PagingMode.LEGACY.linear;
      assertThatThrownBy(() -> SystemRegisters.sgdt(m.cpu, sgdt)).isSameAs(Abandon.FAULT);
      assertThat(m.cpu.control.cr2()).isEqualTo(PagingMode.LEGACY.linear);
    }
  }
}
