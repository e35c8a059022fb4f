package io.github.kvmtck.cli.onkvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Faults, segment loads, far returns and control registers in 64-bit mode, program by program. */
class SegmentsOnKvmTest {
  private static final String EMULATOR = "KVM's emulator, which runs CPL 0 here, does not have it";
  private static final String SOFTWARE = "this host does not deliver software interrupts";
  private static final String TABLE = "user code has the descriptors of the host's kernel here";

  /** Programs of CPL 3, which this host's processor executes. */
  private static final List<String> USER =
      List.of(
          "mov al, [0x40000]",
          "mov byte ptr [0x40000], 1",
          "mov byte ptr [0x41000], 1",
          "mov al, [0x42000]",
          "mov byte ptr [0x42000], 1",
          "mov eax, 0x43000; jmp rax",
          "mov al, [0x44000]",
          "mov rax, 0x800000000000; mov al, [rax]",
          "mov rax, 0x800000000000; jmp rax",
          "mov rax, 0x800000000000; push rax; ret",
          "mov rsp, 0x800000000000; push rax",
          "mov eax, 0x10; mov ds, ax",
          "mov eax, 0xf8; mov es, ax",
          "xor eax, eax; mov ss, ax",
          "cli",
          "hlt",
          "int 0x30",
          "ud2",
          "div cl",
          "mov rax, cr0",
          "rdmsr",
          "mov ebx, 0x10; lsl eax, ebx; ud2",
          "mov ebx, 0x23; lar eax, ebx; ud2",
          "push 2; popf; ud2",
          "mov eax, 0x1b; push rax; push 0x5800; retf",
          "swapgs");

  /** Programs of CPL 0, which its KVM emulates. */
  private static final List<String> SUPERVISOR =
      List.of(
          "mov al, [0x42000]",
          "mov byte ptr [0x41000], 1",
          "mov byte ptr [0x42000], 1",
          "mov eax, 0x43000; jmp rax",
          "mov al, [0x44000]",
          "mov rax, 0x800000000000; mov al, [rax]",
          "ud2",
          "div cl",
          "mov eax, 0x23; mov ds, ax; hlt",
          "mov eax, 0x13; mov ds, ax",
          "mov eax, 0x50; mov ds, ax",
          "mov eax, 0x58; mov ds, ax",
          "mov eax, 0xf8; mov ds, ax",
          "xor eax, eax; mov ss, ax; hlt",
          "mov eax, 3; mov ss, ax",
          "mov eax, 0x28; ltr ax; str ebx; hlt",
          "mov eax, 8; ltr ax",
          "xor eax, eax; lldt ax; sldt ebx; hlt",
          "mov ebx, 8; lar eax, ebx; hlt",
          "mov eax, 0x80000001; mov cr0, rax",
          "mov rax, 0x100000000; mov cr0, rax",
          "mov eax, 0xa0000011; mov cr0, rax",
          "xor eax, eax; mov cr4, rax",
          "mov eax, 0x2620; mov cr4, rax; hlt",
          "mov rax, 0x10000000000000; mov cr3, rax",
          "mov ecx, 0xc0000080; xor eax, eax; xor edx, edx; wrmsr",
          "mov eax, 0x23; push rax; push 0xb000; push 2; push 0x1b; push 0x5800; iretq",
          "push 8; push 0x5800; retf",
          "push 0x1b; push 0x5800; retf",
          "push 0x10; push 0x5800; iretq",
          "push 0x4002; popf; iretq",
          "swapgs; hlt",
          "mov rax, 0x100000000; mov dr7, rax",
          "mov rax, dr4; hlt",
          "clts; hlt",
          "lmsw ax; hlt");

  /** What differs, and why. */
  private static final Map<String, String> EXPLAINED =
      Map.of(
          "3 int 0x30", SOFTWARE,
          "3 mov ebx, 0x23; lar eax, ebx; ud2", TABLE,
          "0 mov ebx, 8; lar eax, ebx; hlt", EMULATOR,
          "0 push 0x10; push 0x5800; iretq", "KVM's emulator takes data for code");

  private static void compare(int cpl, List<String> programs, Map<String, String> different) {
    Machine.Pair pair = Machine.pair(vm -> {}, 1);
    for (String program : programs) {
      pair = pair.next(vm -> {}, 1);
      var guest = new SupervisorGuest(cpl, program.replace(';', '\n'));
      String model = guest.outcome(pair.model());
      String real = guest.outcome(pair.real());
      if (!model.equals(real)) {
        different.put(cpl + " " + program, model + "\n" + real);
      }
    }
    pair.close();
  }

  @Test
  void programsEndInTheSameWay() {
    Map<String, String> different = new TreeMap<>();
    compare(3, USER, different);
    compare(0, SUPERVISOR, different);
    assertThat(different).containsOnlyKeys(EXPLAINED.keySet());
  }
}
