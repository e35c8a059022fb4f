package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.vmm.device.Bus;
import io.github.kvmtck.vmm.device.RegisterFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices as a guest meets them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DevicesTest {
  private static final String BUSES = "io.github.kvmtck.vmm.Bench#kernels";

  private static RegisterFile screen(Vmm vmm) {
    return vmm.devices().addresses().devices().stream()
        .filter(device -> device.name().equals("screen"))
        .map(RegisterFile.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** All bytes of a read are answered, also where nothing is: SAVE-10. */
  @ParameterizedTest
  @MethodSource(BUSES)
  void whereNothingIsAllBytesAreOnes(String backend) {
    String code =
        """
        mov eax, [0xd0001000]
        mov eax, [0xd1000000]
        mov ebx, eax
        in  al, 0x81
        mov dx, 0x700
        in  eax, dx
        hlt
        """;
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(code), Peripherals.NONE)) {
      Bench.ending(vmm);
      assertThat(Bench.regs(vmm).get("rbx")).isEqualTo(0xffff_ffffL);
      assertThat(Bench.regs(vmm).rax()).isEqualTo(0xffff_ffffL);
    }
  }

  /** What KVM collected is handed over before the exit that came after it, and before a save. */
  @ParameterizedTest
  @MethodSource(BUSES)
  void collectedWritesComeInOrderAndIntoASnapshot(String backend, @TempDir Path folder)
      throws Exception {
    String code =
        """
        mov byte ptr [0xb8000], 'A'
        out 0x80, al
        mov byte ptr [0xb8000], 'B'
        mov byte ptr [0xb8001], 'C'
        start: inc dword ptr [0x8000]
        jmp start
        """;
    Path file = folder.resolve("machine");
    try (Kernel kernel = Bench.open(backend)) {
      StopAtExit stop = new StopAtExit(1);
      try (Vmm vmm = Vmm.of(stop.on(kernel), VmmConfig.SMALL, Bench.flat(code), Peripherals.NONE)) {
        stop.machine(vmm);
        vmm.go();
        assertThat(stop.await(vmm)).isTrue();
        vmm.pause("test").close();
        assertThat(screen(vmm).bytes(0, 1)).containsExactly('A');
        while (vmm.ram().read(0x8000, 1)[0] == 0) {
          Thread.onSpinWait();
        }
        assertThat(screen(vmm).bytes(0, 2)).containsExactly('A', 0);
        Snapshot.save(vmm, file);
      }
      try (Vmm restored = Snapshot.restore(kernel, file, Peripherals.NONE)) {
        assertThat(screen(restored).bytes(0, 2)).containsExactly('B', 'C');
        assertThat(restored.devices().addresses().count(RegisterFile.SCREEN))
            .isEqualTo(new Bus.Count(0, 2));
      }
    }
  }

  /** What is typed raises an interrupt, and the handler reads it. */
  @ParameterizedTest
  @MethodSource(BUSES)
  void aTypedByteInterruptsTheGuest(String backend) {
    String code =
        """
                mov word ptr [0x30], handler
                mov word ptr [0x32], 0
                mov al, 0x11
                out 0x20, al
                mov al, 8
                out 0x21, al
                mov al, 4
                out 0x21, al
                mov al, 1
                out 0x21, al
                mov al, 0xef
                out 0x21, al
                mov dx, 0x3fc
                mov al, 8
                out dx, al
                mov dx, 0x3f9
                mov al, 1
                out dx, al
                sti
        wait:   hlt
                jmp wait
        handler: mov dx, 0x3f8
                in  al, dx
                out dx, al
                out 0xf4, al
        """;
    StringBuilder text = new StringBuilder();
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm =
            Vmm.of(
                kernel,
                VmmConfig.SMALL.withIrqchip(),
                Bench.code(code),
                Peripherals.NONE.withSerial(value -> text.append((char) value)))) {
      vmm.go();
      for (byte each : "x".getBytes(StandardCharsets.US_ASCII)) {
        vmm.type(each);
      }
      assertThat(vmm.await(Bench.SOON).orElseThrow().code()).isEqualTo('x');
      assertThat(text).hasToString("x");
    }
  }

  /** Two vCPUs: the second is woken by INIT and SIPI, both are held, and both go on restored. */
  @ParameterizedTest
  @MethodSource(BUSES)
  void aSecondProcessorIsStartedSavedAndRestored(String backend, @TempDir Path folder)
      throws Exception {
    String code =
        """
        mov eax, 0xfee00000
        mov dword ptr [eax + 0xf0], 0x1ff
        mov dword ptr [eax + 0x310], 0x01000000
        mov dword ptr [eax + 0x300], 0x00004500
        mov dword ptr [eax + 0x310], 0x01000000
        mov dword ptr [eax + 0x300], 0x00004609
        start: inc dword ptr [0x8000]
        jmp start
        """;
    Path file = folder.resolve("machine");
    VmmConfig config = VmmConfig.SMALL.withVcpus(2).withIrqchip();
    try (Kernel kernel = Bench.open(backend)) {
      try (Vmm vmm = Vmm.of(kernel, config, Bench.flat(code), Peripherals.NONE)) {
        // 0x9000: start: inc byte ptr [cs:0x100]; jmp start
        vmm.ram()
            .write(0x9000, new byte[] {0x2e, (byte) 0xfe, 0x06, 0, 1, (byte) 0xeb, (byte) 0xf9});
        vmm.go();
        awaitBoth(vmm);
        Snapshot.save(vmm, file);
        awaitBoth(vmm);
      }
      try (Vmm restored = Snapshot.restore(kernel, file, Peripherals.NONE)) {
        restored.go();
        awaitBoth(restored);
      }
    }
  }

  private static void awaitBoth(Vmm vmm) {
    for (long address : new long[] {0x8000, 0x9100}) {
      byte before = vmm.ram().read(address, 1)[0];
      while (vmm.ram().read(address, 1)[0] == before) {
        assertThat(vmm.ending()).isEmpty();
      }
    }
  }
}
