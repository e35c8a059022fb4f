package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.x86.asm.Assembler;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Kernels to run a VMM on, and guests for it. */
final class Bench {
  static final Duration SOON = Duration.ofSeconds(20);

  private Bench() {}

  /** The reference, and this machine's KVM where it opens. */
  static Stream<String> kernels() {
    return Stream.of("reference", "kvm");
  }

  /** Opens one; the test is not run where it cannot be. */
  static Kernel open(String name) {
    return open(name, "mainline");
  }

  static Kernel open(String name, String profile) {
    KernelProvider provider =
        ServiceLoader.load(KernelProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    var unavailable = provider.unavailable();
    Assumptions.assumeTrue(unavailable.isEmpty(), () -> unavailable.orElse(""));
    return provider.open(new KernelOptions(profile, List.of()));
  }

  /** Real-mode code at 0x7c00. */
  static Image code(String source) {
    return Image.bootSector(Assembler.assemble(source, Image.BOOT_SECTOR, 16).bytes());
  }

  /** 32-bit code with flat segments at 0x7c00. */
  static Image flat(String source) {
    byte[] bytes = Assembler.assemble(source, Image.BOOT_SECTOR, 32).bytes();
    return new Image(bytes, Image.BOOT_SECTOR, Image.Entry.PROTECTED);
  }

  /** 64-bit code at 0x7c00. */
  static Image wide(String source) {
    byte[] bytes = Assembler.assemble(source, Image.BOOT_SECTOR, 64).bytes();
    return new Image(bytes, Image.BOOT_SECTOR, Image.Entry.LONG);
  }

  /** Runs it to its end. */
  static Ending ending(Vmm vmm) {
    vmm.go();
    return vmm.await(SOON).orElseThrow(() -> new AssertionError("the guest does not end"));
  }

  static Regs regs(Vmm vmm) {
    try (var hold = vmm.pause("registers")) {
      assertThat(hold).isNotNull();
      return vmm.thread(0).run(() -> vmm.vcpu(0).getRegs().value());
    }
  }
}
