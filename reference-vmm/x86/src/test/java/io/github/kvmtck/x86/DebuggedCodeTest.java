package io.github.kvmtck.x86;

import static io.github.kvmtck.x86.CompiledMachines.compiling;
import static io.github.kvmtck.x86.CompiledMachines.handling;
import static io.github.kvmtck.x86.CompiledMachines.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.GuestDebug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that is compiled and then debugged: by the guest, or by the owner between two runs. */
class DebuggedCodeTest {
  /** Counts at linear 0x3000. */
  private static final String LOOP =
      """
      again:  inc cx
      here:   add word ptr [0x3000], 2
              mov ax, [0x3000]
              cmp cx, 900
              jne again
              HOW
              xor cx, cx
              jmp again
      """;

  private static final long HERE = Machine.CODE + 1;

  /** The handler of every exception halts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mov eax, here / mov dr0, eax / mov eax, 1 / mov dr7, eax",
        "mov eax, 0x3000 / mov dr1, eax / mov eax, 0x00700008 / mov dr7, eax",
        "mov eax, 0x3001 / mov dr3, eax / mov eax, 0x10000080 / mov dr7, eax",
        "pushf / pop ax / or ah, 1 / push ax / popf",
      })
  void byTheGuest(String how) {
    String source = LOOP.replace("HOW", how.replace(" / ", "\n"));
    try (Machine handled = handling(16, source);
        Machine compiled = compiling(16, source)) {
      for (int i = 0; i < 30; i++) {
        Stop expected = handled.run(311 + 7 * i);
        same(source, handled, compiled, expected, compiled.run(311 + 7 * i));
        assertThat(compiled.cpu.debug.dr6()).isEqualTo(handled.cpu.debug.dr6());
      }
      assertThat(compiled.cpu.events.halted()).as("the exception came").isTrue();
    }
  }

  /** What the owner asks for ends the next run; when it no longer asks, nothing does. */
  @Test
  void byTheOwner() {
    try (Machine m = compiling(16, LOOP.replace("HOW", "nop"))) {
      GuestDebug debug = m.cpu.guestDebug;
      assertThat(m.run(4000)).isEqualTo(Stop.BUDGET);
      debug.singleStep(true);
      assertThat(debugged(m)).isEqualTo(DebugRegisters.DR6_BS);
      assertThat(m.processor.executed()).isEqualTo(1);
      debug.singleStep(false);
      assertThat(m.run(4000)).isEqualTo(Stop.BUDGET);
      debug.registers().address(2, HERE);
      debug.registers().dr7(0x20);
      debug.hardware(true);
      assertThat(debugged(m)).isEqualTo(4);
      assertThat(m.cpu.rip).isEqualTo(HERE);
      debug.hardware(false);
      assertThat(m.run(4000)).isEqualTo(Stop.BUDGET);
      debug.registers().address(2, 0x3000);
      debug.registers().dr7(0x0700_0020);
      debug.hardware(true);
      assertThat(debugged(m)).isEqualTo(4);
      debug.hardware(false);
      assertThat(m.run(4000)).isEqualTo(Stop.BUDGET);
    }
  }

  private static long debugged(Machine m) {
    Stop stop = m.run(4000);
    assertThat(stop).isInstanceOf(Stop.Debug.class);
    return ((Stop.Debug) stop).dr6() & ~DebugRegisters.DR6_INIT;
  }
}
