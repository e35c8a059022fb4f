package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.x86.asm.Assembler;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Code that one vCPU has run until it was compiled, and that somebody else then changes: another
 * vCPU, the client, or a memory slot. Both keep to SDM vol. 3, 10.1.3: the one stores the code and
 * then a flag; the other waits for the flag, executes an instruction that serializes, and has to
 * execute what was stored.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PatchedGuestTest {
  private static final long ROUND = 0x3000;
  private static final long FLAG = 0x3040;
  private static final long WRONG = 0x3080;
  private static final int ROUNDS = 3;

  /** Where the code is that is changed: beside its caller, and in a page of its own. */
  private static final int NEAR = 0x1800;

  private static final int FAR = 0xf000;
  private static final long PATCHER = 0x2000;

  private final Guest guest = Guest.running("f4");
  private final Kernel.Task other = guest.process.task("other");
  private final Memory memory = guest.client.memory();

  @AfterEach
  void end() {
    guest.close();
  }

  /** Runs hot code, has it changed, and counts how often the change is not seen. */
  private static final String CALLS =
      """
              xor ebp, ebp
      outer:  mov ecx, 280000
      hot:    call CODE
              dec ecx
              jnz hot
              cmp ax, bp
              je same
              inc dword ptr [0x3080]
      same:   inc ebp
              mov [0x3000], ebp
      await:  cmp [0x3040], ebp
              jne await
              xor eax, eax
              cpuid
              call CODE
              cmp ax, bp
              je good
              inc dword ptr [0x3080]
      good:   cmp ebp, ROUNDS
              jne outer
              hlt
      """;

  /** The same where the instruction that serializes, and what is changed, are one block. */
  private static final String INLINE =
      """
              xor ebp, ebp
      outer:  mov esi, 80000
      hot:    xor eax, eax
              cpuid
      code:   mov ax, 0
              mov edi, eax
              dec esi
              jnz hot
              cmp di, bp
              je good
              inc dword ptr [0x3080]
      good:   inc ebp
              mov [0x3000], ebp
      await:  cmp [0x3040], ebp
              jne await
              cmp ebp, ROUNDS
              jne outer
              hlt
      """;

  private static final String PATCHES =
      """
              cld
              xor ebp, ebp
      next:   mov eax, [0x3000]
              cmp eax, ebp
              je next
              mov ebp, eax
              HOW
              mov [0x3040], ebp
              cmp ebp, ROUNDS
              jne next
              hlt
      """;

  private byte[] assemble(String source, long at) {
    String text = source.replace("ROUNDS", "" + ROUNDS).replace(" / ", "\n");
    return Assembler.assemble(text, at, 16).bytes();
  }

  private void flat(Vcpu vcpu, long rip) {
    var sregs = guest.vcpu.getSregs().value().withSegment("ds", Segment.realMode(0));
    vcpu.setSregs(sregs).orThrow();
    vcpu.setRegs(Regs.zero().withRip(rip).with("rsp", 0x8000)).orThrow();
  }

  private void executes(String source) {
    flat(guest.vcpu, Guest.CODE);
    guest.ram.write(Guest.CODE, assemble(source, Guest.CODE));
  }

  private void told() {
    assertThat(guest.run.exitReasonName()).isEqualTo("KVM_EXIT_HLT");
    assertThat(memory.u32(guest.ram.address() + ROUND)).isEqualTo(ROUNDS);
    assertThat(memory.u32(guest.ram.address() + WRONG)).as("old code was executed").isZero();
  }

  private void anotherVcpuPatches(String how, int immediate) {
    Vcpu patcher = guest.vm.createVcpu(1).value();
    flat(patcher, PATCHER);
    String source = PATCHES.replace("HOW", how).replace("CODE", "" + immediate);
    guest.ram.write(PATCHER, assemble(source, PATCHER));
    Future<Result> patches = other.begin(patcher.by(other)::run);
    assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
    told();
    assertThat(Futures.join(patches)).isEqualTo(Result.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "0x1800 => mov [CODE], ax",
        "0x1800 => mov [CODE], al / mov [CODE+1], ah",
        "0x1800 => mov di, CODE / stosw",
        "0x1800 => xchg [CODE], ax",
        "0xf000 => mov [CODE], ax",
        "0xf000 => mov di, CODE / mov [0x30c0], eax / mov si, 0x30c0 / movsb / movsb",
        "0xf000 => lock xadd [CODE], ax / mov [CODE], bp",
      })
  void anotherVcpuPatches(String at, String how) {
    int code = Integer.decode(at);
    executes(CALLS.replace("CODE", at));
    guest.ram.write(code, assemble("mov ax, 0 / ret", code));
    anotherVcpuPatches(how, code + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mov [CODE], ax", "mov di, CODE / stosw"})
  void anotherVcpuPatchesBehindTheInstructionThatSerializes(String how) {
    executes(INLINE);
    anotherVcpuPatches(how, immediate(assemble(INLINE, Guest.CODE)));
  }

  /** Where the only MOV AX, imm16 of a program has its operand: B8 00 00. */
  private static int immediate(byte[] code) {
    for (int i = 0; i < code.length - 2; i++) {
      if (code[i] == (byte) 0xb8 && code[i + 1] == 0 && code[i + 2] == 0) {
        return (int) Guest.CODE + i + 1;
      }
    }
    throw new IllegalStateException("no MOV");
  }

  private void rounds(IntConsumer change) {
    Future<Result> runs = guest.client.task().begin(guest.vcpu::run);
    for (int round = 1; round <= ROUNDS; round++) {
      while (memory.u32(guest.ram.address() + ROUND) != round) {
        Thread.onSpinWait();
      }
      change.accept(round);
      memory.u32(guest.ram.address() + FLAG, round);
    }
    assertThat(Futures.join(runs)).isEqualTo(Result.ZERO);
    told();
  }

  /** As a device does that the client emulates. */
  @ParameterizedTest
  @ValueSource(ints = {NEAR, FAR})
  void theClientPatches(int code) {
    executes(CALLS.replace("CODE", "" + code));
    guest.ram.write(code, assemble("mov ax, 0 / ret", code));
    rounds(round -> guest.ram.write(code, assemble("mov ax, " + round + " / ret", code)));
  }

  /** The code page is a slot by itself, which goes and comes back as other memory. */
  @Test
  void aSlotIsReplaced() {
    Vm vm = guest.vm.by(other);
    executes(CALLS.replace("CODE", "" + FAR));
    MemoryRegion all = MemoryRegion.of(0, 0, guest.ram);
    vm.setUserMemoryRegion(all.deleted()).orThrow();
    vm.setUserMemoryRegion(all.withMemorySize(FAR)).orThrow();
    HostMemory[] codes = new HostMemory[ROUNDS + 1];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = HostMemory.map(guest.client.by(other), 0x1000).value();
      codes[i].write(0, assemble("mov ax, " + i + " / ret", FAR));
    }
    vm.setUserMemoryRegion(MemoryRegion.of(1, FAR, codes[0])).orThrow();
    rounds(round -> {
      vm.setUserMemoryRegion(MemoryRegion.of(1, FAR, codes[round - 1]).deleted()).orThrow();
      vm.setUserMemoryRegion(MemoryRegion.of(1, FAR, codes[round])).orThrow();
    });
  }
}
