package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.client.CpuidEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which special registers a client may set: kvm_is_valid_sregs. */
class SregsTest {
  @ParameterizedTest
  @CsvSource({
    // CR0, CR3, CR4, EFER, CS.L, whether that is a processor
    "0x10, 0, 0, 0, 0, true",
    "0x80000010, 0, 0, 0, 0, false", // paging without protection
    "0x20000010, 0, 0, 0, 0, false", // NW without CD
    "0x100000010, 0, 0, 0, 0, false",
    "0x80000011, 0, 0x20, 0x500, 1, true",
    "0x80000011, 0, 0, 0x500, 1, false", // long mode without PAE
    "0x80000011, 0, 0x20, 0x100, 0, false", // LME and paging without LMA
    "0x80000011, 0x10000000000, 0x20, 0x500, 1, false", // CR3 beyond 40 bits
    "0x11, 0, 0x20, 0x400, 0, false", // LMA without LME
    "0x11, 0, 0, 0, 1, false", // 64-bit code outside long mode
    "0x11, 0, 0x2000, 0, 0, false", // VMXE
    "0x11, 0, 0x100000, 0, 0, false", // SMEP, which CPUID does not report
    "0x11, 0, 0x80, 0, 0, true",
  })
  void combinations(String cr0, String cr3, String cr4, String efer, int wide, boolean valid) {
    try (Guest guest = Guest.running("f4")) {
      guest.vcpu.setCpuid2(List.of(new CpuidEntry(0x8000_0008, 0, 0, 0x3028, 0, 0, 0))).orThrow();
      var before = guest.vcpu.getSregs().value();
      var asked =
          before
              .with("cr0", Long.decode(cr0))
              .with("cr3", Long.decode(cr3))
              .with("cr4", Long.decode(cr4))
              .with("efer", Long.decode(efer))
              .with("cs.l", wide);
      assertThat(guest.vcpu.setSregs(asked).errno()).isEqualTo(valid ? Errno.NONE : Errno.EINVAL);
      var after = guest.vcpu.getSregs().value();
      assertThat(after.changesSince(valid ? asked : before)).isEmpty();
    }
  }

  @Test
  void theRootOfPaePagingIsReadWhenTheRegistersAreSet() {
    try (Guest guest = Guest.running("90f4")) {
      guest.ram.write(0x4000, (byte) 1, (byte) 0x50);
      guest.ram.write(0x5000, (byte) 0x87);
      var sregs = guest.vcpu.getSregs().value().with("cr3", 0x4000).with("cr4", 0x20);
      guest.vcpu.setSregs(sregs.with("cr0", 0x8000_0011L)).orThrow();
      guest.ram.write(0x4000, (byte) 0);
      var unused = guest.vcpu.run();
      assertThat(guest.run.exitReasonName()).as("it is in registers").isEqualTo("KVM_EXIT_HLT");
      assertThat(guest.reg("rip")).isEqualTo(Guest.CODE + 2);
    }
  }
}
