package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.UnexpectedErrno;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.vmm.memory.MemoryChange;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The memory map changes under a guest that uses it all the time. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemoryChangeTest {
  /** Code in the ROM, which counts at 0x8000 and reads a word of the ROM each time. */
  private static final String IN_ROM =
      """
      start:  mov eax, [0xf1000]
              cmp eax, 0
              jne bad
              inc dword ptr [0x8000]
              jmp start
      bad:    mov al, 1
              out 0xf4, al
      """;

  private static Image inRom() {
    Image image = Bench.flat(IN_ROM);
    return new Image(image.bytes(), 0xf0000, Image.Entry.PROTECTED);
  }

  private static void awaitProgress(Vmm vmm) {
    byte before = vmm.ram().read(0x8000, 1)[0];
    while (vmm.ram().read(0x8000, 1)[0] == before && vmm.ending().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** Deleted and made anew while the guest executes from it: RACE-01, if it were not stopped. */
  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void theGuestNeverSeesTheHole(String backend) {
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, inRom(), Peripherals.NONE)) {
      vmm.go();
      for (int i = 0; i < 50; i++) {
        vmm.memory().protectRom(i % 2 == 0);
        awaitProgress(vmm);
      }
      assertThat(vmm.ending()).isEmpty();
      assertThat(vmm.devices().addresses().counts()).isEmpty();
    }
  }

  /** What TRACE-01 and R3 say, asked of each call that changes a slot. */
  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void noOtherCallIsUnderWayWhileASlotGoes(String backend) {
    Set<Kernel.Task> inside = ConcurrentHashMap.newKeySet();
    List<String> met = new CopyOnWriteArrayList<>();
    Interceptor watching =
        (by, call, next) -> {
          boolean slot =
              call instanceof Syscall.Ioctl ioctl
                  && ioctl.request() == Memslots.KVM_SET_USER_MEMORY_REGION.number();
          if (slot) {
            inside.forEach(task -> met.add(task.name()));
          } else if (call instanceof Syscall.Ioctl) {
            inside.add(by);
          }
          try {
            return next.call(call);
          } finally {
            inside.remove(by);
          }
        };
    Kernel below = Bench.open(backend);
    // Closing it closes the one below, once.
    try (Kernel kernel = new InterceptedKernel(below, below.about(), () -> watching);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, inRom(), Peripherals.NONE)) {
      vmm.go();
      for (int i = 0; i < 4; i++) {
        awaitProgress(vmm);
        vmm.memory().protectRom(i % 2 == 0);
      }
    }
    assertThat(met).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void aProtectedRomIsReadAndNotWritten(String backend) {
    String code =
        """
        mov eax, [0xf0010]
        mov dword ptr [0xf0010], 7
        mov ebx, [0xf0010]
        hlt
        """;
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, Bench.flat(code), Peripherals.NONE)) {
      vmm.ram().write(0xf0010, (byte) 5);
      vmm.memory().protectRom(true);
      assertThat(Bench.ending(vmm).state()).isEqualTo(RunState.HALTED);
      assertThat(Bench.regs(vmm).rax()).isEqualTo(5);
      assertThat(Bench.regs(vmm).get("rbx")).isEqualTo(5);
      assertThat(vmm.devices().addresses().count(0xf0010).writes()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.kvmtck.vmm.Bench#kernels")
  void aRefusedChangeLeavesTheMapAsItWas(String backend) {
    try (Kernel kernel = Bench.open(backend);
        Vmm vmm = Vmm.of(kernel, VmmConfig.SMALL, inRom(), Peripherals.NONE)) {
      vmm.go();
      awaitProgress(vmm);
      List<MemoryRegion> before = vmm.memory().slots();
      MemoryRegion rom = before.get(2);
      MemoryRegion fine = new MemoryRegion(9, 0, 0x40_0000, 0x1000, vmm.ram().host(0));
      MemoryRegion overlapping = new MemoryRegion(10, 0, 0, 0x1000, vmm.ram().host(0));
      MemoryChange change = MemoryChange.NONE.delete(rom.slot()).add(fine).add(overlapping);
      assertThatThrownBy(() -> vmm.memory().change(change))
          .isInstanceOf(UnexpectedErrno.class)
          .hasMessageContaining("EEXIST");
      assertThat(vmm.memory().slots()).isEqualTo(before);
      awaitProgress(vmm);
      assertThat(vmm.ending()).isEmpty();
    }
  }
}
