package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.x86.asm.Assembler;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A locked operand that crosses a cache line is locked against every vCPU of the VM. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SplitLockTest {
  private static final int PLAIN = 0x2000;
  private static final long LINE = 0x303e;
  private static final long COUNT = 0x3080;
  private static final int ROUNDS = 30_000;

  /** Counts in the upper half of a doubleword, once the other has begun. */
  private static final String INC =
      """
              mov cx, ROUNDS
      wait:   cmp byte ptr [0x3000], 0
              je wait
      next:   inc word ptr [0x3040]
              loop next
              mov byte ptr [0x3001], 1
              hlt
      """;

  /** Counts in the lower half, the whole of it locked, until the other is done. */
  private static final String XADD =
      """
              xor ebp, ebp
              mov byte ptr [0x3000], 1
      next:   mov eax, 1
              lock xadd [0x303e], eax
              inc bp
              cmp byte ptr [0x3001], 0
              je next
              mov [0x3080], bp
              hlt
      """;

  private final Guest guest = Guest.running("f4");
  private final Kernel.Task other = guest.process.task("other");
  private final Memory memory = guest.client.memory();

  @AfterEach
  void end() {
    guest.close();
  }

  private void executes(Vcpu vcpu, String code, long at) {
    String source = code.replace("ROUNDS", "" + ROUNDS);
    guest.ram.write(at, Assembler.assemble(source, at, 16).bytes());
    var sregs = guest.vcpu.getSregs().value().withSegment("ds", Segment.realMode(0));
    vcpu.setSregs(sregs).orThrow();
    vcpu.setRegs(Regs.zero().withRip(at).with("rsp", 0x8000)).orThrow();
  }

  @Test
  void neitherLosesAnythingOfTheOthers() {
    Vcpu plain = guest.vm.createVcpu(1).value();
    executes(plain, INC, PLAIN);
    executes(guest.vcpu, XADD, Guest.CODE);
    Future<Result> counts = other.begin(plain.by(other)::run);
    assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
    assertThat(Futures.join(counts)).isEqualTo(Result.ZERO);
    long all = memory.u32(guest.ram.address() + LINE);
    assertThat(all >>> 16 & 0xffff).as("plain").isEqualTo(ROUNDS);
    assertThat(all & 0xffff).as("locked").isEqualTo(memory.u16(guest.ram.address() + COUNT));
  }
}
