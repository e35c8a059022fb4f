package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.vmm.device.Bus;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The guest programs of SAVE-07, saved at each of their exits and restored in a fresh process: no
 * access is lost, repeated or torn. The kick comes when the exit has happened and before the VMM
 * has served it, so that what is pending has to be completed first.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SnapshotDuringTest {
  private static final long SEQUENCE = 0xd000_1000L;
  private static final long REGISTERS = 0xd000_2000L;

  @TempDir private Path folder;

  private record Program(String name, Image image, int exits, Consumer<Vmm> judge) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Program> programs() {
    return List.of(
        new Program(
            "C1 port read",
            Bench.code("in al, 0x81\n hlt"),
            2,
            vmm -> {
              assertThat(vmm.devices().ports().count(0x81)).isEqualTo(new Bus.Count(1, 0));
              assertThat(Bench.regs(vmm).rax() & 0xff).isEqualTo(1);
            }),
        new Program(
            "C2 MMIO read",
            Bench.flat("mov eax, [0xd0001000]\n hlt"),
            2,
            vmm -> {
              counted(vmm, SEQUENCE, 1, 0);
              assertThat(Bench.regs(vmm).rax()).isEqualTo(0x04030201);
            }),
        new Program(
            "C3 MMIO read of 16 bytes",
            Bench.flat("movups xmm0, [0xd0001000]\n movups [0x9000], xmm0\n hlt"),
            3,
            vmm -> {
              counted(vmm, SEQUENCE, 1, 0);
              counted(vmm, SEQUENCE + 8, 1, 0);
              assertThat(vmm.ram().read(0x9000, 16))
                  .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
            }),
        new Program(
            "C4 MMIO write across a page",
            Bench.wide("mov rax, 0x1122334455667788\n mov rbx, 0xd0002ffc\n mov [rbx], rax\n hlt"),
            3,
            vmm -> {
              counted(vmm, REGISTERS + 0xffc, 0, 1);
              counted(vmm, REGISTERS + 0x1000, 0, 1);
            }),
        new Program(
            "C5 REP MOVS from a FIFO",
            Bench.flat(
                """
                mov esi, 0xd0001000
                mov edi, 0x9000
                mov ecx, 8
                cld
                rep movsb
                hlt
                """),
            9,
            vmm -> {
              assertThat(vmm.ram().read(0x9000, 9)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 0);
              assertThat(Bench.regs(vmm).get("rcx")).isZero();
            }),
        new Program(
            "C6 two port writes",
            Bench.code("mov al, 5\n out 0x80, al\n out 0x81, al\n hlt"),
            3,
            vmm -> {
              assertThat(vmm.devices().ports().count(0x80)).isEqualTo(new Bus.Count(0, 1));
              assertThat(vmm.devices().ports().count(0x81)).isEqualTo(new Bus.Count(0, 1));
            }),
        new Program(
            "C7 RDMSR and WRMSR",
            Bench.code(
                """
                mov ecx, 0x40000d00
                mov eax, 6
                xor edx, edx
                wrmsr
                rdmsr
                hlt
                """),
            3,
            vmm -> assertThat(Bench.regs(vmm).rax()).isEqualTo(7)),
        new Program(
            "LOCK INC in MMIO",
            Bench.flat("lock inc dword ptr [0xd0002010]\n mov eax, [0xd0002010]\n hlt"),
            4,
            vmm -> {
              counted(vmm, REGISTERS + 0x10, 2, 1);
              assertThat(Bench.regs(vmm).rax()).isEqualTo(1);
            }),
        new Program(
            "string input",
            Bench.code("mov di, 0x9000\n mov cx, 5\n mov dx, 0x81\n cld\n rep insb\n hlt"),
            2,
            vmm -> {
              assertThat(vmm.devices().ports().count(0x81)).isEqualTo(new Bus.Count(5, 0));
              assertThat(vmm.ram().read(0x9000, 6)).containsExactly(1, 2, 3, 4, 5, 0);
            }));
  }

  private static Stream<Arguments> everywhere() {
    Program hypercall =
        new Program(
            "C8 hypercall",
            Bench.wide("mov eax, 12\n xor ebx, ebx\n mov ecx, 1\n xor edx, edx\n vmcall\n hlt"),
            2,
            vmm -> assertThat(Bench.regs(vmm).rax()).isEqualTo(-1000));
    return Stream.concat(
        // kvm_pvm never gives a hypercall to its client.
        Stream.of(Arguments.of("reference", hypercall)),
        Bench.kernels().flatMap(kernel -> programs().stream().map(p -> Arguments.of(kernel, p))));
  }

  private static void counted(Vmm vmm, long address, long reads, long writes) {
    assertThat(vmm.devices().addresses().count(address))
        .as("0x%x", address)
        .isEqualTo(new Bus.Count(reads, writes));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void theRestoredGuestFinishesTheInstructionOnce(String backend, Program program)
      throws Exception {
    for (int exit = 1; exit <= program.exits(); exit++) {
      Path file = folder.resolve("machine");
      try (Kernel kernel = Bench.open(backend)) {
        save(kernel, program, exit, file);
        try (Vmm restored = Snapshot.restore(kernel, file, Peripherals.NONE)) {
          Ending ending = Bench.ending(restored);
          assertThat(ending.state()).as(ending.toString()).isEqualTo(RunState.HALTED);
          program.judge().accept(restored);
        }
      }
    }
  }

  private static void save(Kernel kernel, Program program, int exit, Path file) throws Exception {
    StopAtExit stop = new StopAtExit(exit);
    try (Vmm vmm = Vmm.of(stop.on(kernel), VmmConfig.SMALL, program.image(), Peripherals.NONE)) {
      stop.machine(vmm);
      vmm.go();
      assertThat(stop.await(vmm)).as("exit %d of %s", exit, program).isTrue();
      Snapshot.save(vmm, file);
    }
  }
}
