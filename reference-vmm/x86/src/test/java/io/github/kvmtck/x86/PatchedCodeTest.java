package io.github.kvmtck.x86;

import static io.github.kvmtck.x86.CompiledMachines.compiling;
import static io.github.kvmtck.x86.CompiledMachines.handling;
import static io.github.kvmtck.x86.CompiledMachines.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Access;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that is compiled and then changes, by whoever: what memory holds is what runs. */
class PatchedCodeTest {
  /** Two blocks, each counts; {@code patch + 2} is the second's step. */
  private static final String TWO_BLOCKS =
      """
      again:  add eax, 1
              jmp patch
              times 40 nop
      patch:  add ebx, 1
              jmp again
      """;

  private static final int PATCH = Machine.CODE + 3 + 2 + 40;

  /** Every one of these runs hot, then something unusual happens in it. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "32 => again: mov eax, 100 / xor edx, edx / mov esi, ecx / div esi / add ebx, eax"
            + " / loop again / jmp again",
        "16 => mov cx, 900 / again: mov ax, 7 / xor dx, dx / div cx / add bx, ax / dec cx"
            + " / jmp again",
        "64 => mov edi, 0x1f0000 / again: mov [rdi], rdi / add rdi, 8 / add rcx, 3 / jmp again",
        "64 => mov rdi, 0x3ff000 / again: add rcx, 3 / add [rdi], rcx / add rdi, 8 / jmp again",
        "64 => mov rsp, 0x1000 / again: inc rax / push rax / jmp again",
        "64 => mov rsp, 0x3fd000 / again: inc rax / pop rcx / add rdx, rcx / jmp again",
        "64 => mov rax, 0x7ffffffff000 / again: mov rcx, [0x3000] / inc rcx / cmp rcx, 900"
            + " / mov [0x3000], rcx / jne again / jmp rax",
        "32 => again: inc ecx / call sub / cmp ecx, 800 / jne again / mov esp, 0x20000000"
            + " / jmp again / sub: add eax, ecx / ret",
        "16 => again: inc cx / call sub / cmp cx, 800 / jne again / mov sp, 1 / jmp again"
            + " / sub: add ax, cx / ret",
        "16 => again: inc cx / push cx / pop dx / cmp cx, 800 / jne again / mov sp, 0 / jmp again",
        "16 => mov di, 0xff00 / again: add di, 3 / mov [di], ax / inc ax / jmp again",
        "32 => again: inc ecx / cmp ecx, 900 / jne again / jmp 0x20000000",
        "32 => again: inc ecx / mov edx, ecx / shr edx, 9 / mov [ahead+1], dl / ahead: add al, 5"
            + " / add ebx, eax / jmp again",
        "16 => again: inc cx / mov dx, cx / shr dx, 9 / add dl, [ahead+1] / mov [ahead+1], al"
            + " / mov al, dl / ahead: add al, 5 / add bx, ax / jmp again",
        "32 => again: inc ecx / cmp ecx, 900 / jne again / mov eax, 0x80000001 / mov cr0, eax"
            + " / jmp again",
        "32 => mov edi, 0x3000 / cld / again: inc eax / stosb / cmp edi, 0x4400 / jne again"
            + " / std / jmp again",
        "32 => again: inc ecx / cmp ecx, 900 / jne again / xor ecx, ecx / in al, 0x10 / jmp again",
        "32 => again: inc ecx / test cl, 15 / jne again / in al, 0x10 / add ebx, eax / jmp again",
        "32 => again: inc ecx / cmp ecx, 900 / jne again / xor ecx, ecx / out 0x10, al"
            + " / jmp again",
      })
  void theUnusualIsTheSame(int bits, String program) {
    String source = program.replace(" / ", "\n").replace(": ", ":\n");
    try (Machine handled = handling(bits, source);
        Machine compiled = compiling(bits, source)) {
      for (int i = 0; i < 40; i++) {
        int budget = 311 + 7 * i;
        Stop expected = answered(handled, budget);
        same(source, handled, compiled, expected, answered(compiled, budget));
      }
    }
  }

  private static Stop answered(Machine m, int budget) {
    Stop stop = m.run(budget);
    if (stop instanceof Stop.Suspended) {
      m.answers.add(0x77L);
      m.finish(stop);
    }
    return stop;
  }

  /** The same address, another linear page, another operand size, a string instruction. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "inc byte ptr [patch+2]",
        "inc byte ptr [0x200000+patch+2]",
        "mov al, [patch+2] / inc al / mov [0x200000+patch+2], al",
        "mov al, [patch+2] / inc al / mov edi, 0x200000+patch+2 / stosb",
        "lock inc byte ptr [patch+2]",
        "mov rsp, 0x200000+patch+8 / push qword ptr [image]",
      })
  void aGuestPatches(String how) {
    String source =
        """
        again:  inc ecx
                jmp patch
        patch:  add ebx, 1
                cmp ecx, 700
                jne again
                xor ecx, ecx
                HOW
                jmp again
                align 8
        image:  dq 0x0002bcf98102c383
        """
            .replace("HOW", how.replace(" / ", "\n"));
    try (Machine handled = handling(64, source);
        Machine compiled = compiling(64, source)) {
      long twice = 0x87L;
      for (Machine m : new Machine[] {handled, compiled}) {
        m.ram.set(ValueLayout.JAVA_LONG, CompiledMachines.DIRECTORY + 8, twice);
      }
      for (int i = 0; i < 30; i++) {
        int budget = 900 + 7 * i;
        Stop expected = handled.run(budget);
        same(source, handled, compiled, expected, compiled.run(budget));
      }
      assertThat(compiled.cpu.r[3]).as("the patch counts").isGreaterThan(compiled.cpu.r[1] + 8000);
    }
  }

  @Test
  void theHostPatchesBetweenRuns() {
    try (Machine m = compiling(32, TWO_BLOCKS)) {
      m.run(4000);
      m.ram.set(ValueLayout.JAVA_BYTE, PATCH + 2, (byte) 3);
      m.run(4000);
      assertThat(m.cpu.r[0]).isEqualTo(2000);
      assertThat(m.cpu.r[3]).isEqualTo(4000);
    }
  }

  @Test
  void theHostPatchesWhileItRuns() throws Exception {
    String source = "again: inc dword ptr [0x3000]\n jmp patch\n times 40 nop\n patch: jmp again";
    try (Machine m = compiling(32, source)) {
      CompletableFuture<Stop> run = CompletableFuture.supplyAsync(() -> m.run(Long.MAX_VALUE / 2));
      while (m.ram.get(ValueLayout.JAVA_INT, 0x3000) < 100_000) {
        Thread.onSpinWait();
      }
      m.ram.set(ValueLayout.JAVA_BYTE, Machine.CODE + 8 + 40, (byte) 0xf4);
      assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(Stop.HALTED);
    }
  }

  @Test
  void anotherThreadAsksWhileItRuns() throws Exception {
    try (Machine m = compiling(32, "again: inc dword ptr [0x3000]\n jmp again")) {
      CompletableFuture<Stop> run = CompletableFuture.supplyAsync(() -> m.run(Long.MAX_VALUE / 2));
      while (m.ram.get(ValueLayout.JAVA_INT, 0x3000) < 100_000) {
        Thread.onSpinWait();
      }
      m.cpu.boundary.attention();
      assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(Stop.ATTENTION);
    }
  }

  /**
   * A device writes into code while an instruction waits for it, and that instruction serializes.
   */
  @Test
  void aDeviceWritesBehindASerializingInstruction() {
    String source =
        """
        again:  mov eax, 1
                cpuid
                jmp patch
        patch:  add edi, 1
                jmp again
        """;
    Machine writing =
        new Machine(
            1 << 20, new io.github.kvmtck.x86.exec.Handlers(), CompiledMachines.compiler(9)) {
          private int asked;

          @Override
          public void cpuid(int leaf, int subleaf, int[] into) {
            if (++asked % 100 == 0) {
              long at = Machine.CODE + 9 + 2;
              ram.set(ValueLayout.JAVA_BYTE, at, (byte) (ram.get(ValueLayout.JAVA_BYTE, at) + 1));
            }
          }
        };
    try (Machine m = CompiledMachines.prepared(writing, 32, source)) {
      m.run(5 * 400);
      assertThat(m.cpu.r[7]).isEqualTo(99 + 200 + 300 + 400 + 5);
    }
  }

  /** The page goes and comes back as another: the host address is asked for again. */
  @Test
  void theMemoryMoves() {
    boolean[] moved = new boolean[1];
    Machine moving =
        new Machine(
            1 << 20, new io.github.kvmtck.x86.exec.Handlers(), CompiledMachines.compiler(9)) {
          @Override
          public long host(long page, Access access) {
            return super.host(moved[0] && page == Machine.CODE ? 0x50000 : page, access);
          }
        };
    try (Machine m = CompiledMachines.prepared(moving, 32, TWO_BLOCKS)) {
      m.run(4000);
      m.ram.asSlice(0x50000, 4096).copyFrom(m.ram.asSlice(Machine.CODE, 4096));
      m.ram.set(ValueLayout.JAVA_BYTE, 0x50000 + (PATCH & 0xfff) + 2, (byte) 3);
      m.ram.asSlice(Machine.CODE, 4096).fill((byte) 0xf4);
      moved[0] = true;
      m.cpu.flushTranslations();
      m.run(4000);
      assertThat(m.cpu.r[3]).isEqualTo(4000);
    }
  }

  /** Code at linear 4 MiB is in one page, then in another; the processor is told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "invlpg [0x400000]",
        "mov rax, cr3 / mov cr3, rax",
        "mov rax, cr4 / xor rax, 0x80 / mov cr4, rax",
      })
  void thePageTableChanges(String how) {
    String source =
        """
        again:  call qword ptr [0x3000]
                add rbx, rax
                inc rcx
                cmp rcx, 500
                jne again
                xor rcx, rcx
                xor qword ptr [0x13000], 0x3000
                HOW
                jmp again
        """
            .replace("HOW", how.replace(" / ", "\n"));
    try (Machine handled = handling(64, source);
        Machine compiled = compiling(64, source)) {
      for (Machine m : new Machine[] {handled, compiled}) {
        m.ram.set(ValueLayout.JAVA_LONG, CompiledMachines.DIRECTORY + 16, 0x13007L);
        m.ram.set(ValueLayout.JAVA_LONG, 0x13000, 0x5007L);
        m.ram.set(ValueLayout.JAVA_LONG, 0x3000, 0x400000L);
        m.ram.set(ValueLayout.JAVA_LONG, 0x5000, 0xc3_00000001_b8L);
        m.ram.set(ValueLayout.JAVA_LONG, 0x6000, 0xc3_00000010_b8L);
      }
      for (int i = 0; i < 30; i++) {
        Stop expected = handled.run(1000 + i);
        same(source, handled, compiled, expected, compiled.run(1000 + i));
      }
      assertThat(compiled.cpu.r[3]).as("both pages ran").isGreaterThan(500 * 17);
    }
  }
}
