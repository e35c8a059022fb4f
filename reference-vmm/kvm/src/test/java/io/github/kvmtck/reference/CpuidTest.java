package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.uapi.Cpuid;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CPUID: what the system offers, what a client sets, what a guest sees. */
class CpuidTest {
  private static final int INTEL = 0x756e6547;
  private static final int AMD = 0x68747541;

  /** cpuid; out 0x55, al. */
  private static final String ASK = "0fa2e655";

  private static Guest asking(List<CpuidEntry> table, int leaf, int subleaf) {
    Guest guest = Guest.withIrqchip(ASK);
    guest.vcpu.setCpuid2(table).orThrow();
    guest.with("rax", Integer.toUnsignedLong(leaf)).with("rcx", subleaf).vcpu.run();
    return guest;
  }

  private static CpuidEntry leaf(int function, int eax, int ebx) {
    return new CpuidEntry(function, 0, 0, eax, ebx, 0, 0);
  }

  /** A vendor, a leaf above its last basic one, and EBX of it: as Intel's the last answers. */
  @ParameterizedTest
  @CsvSource({"0x756e6547, 9, 0x77", "0x68747541, 9, 0", "0x756e6547, 1, 0"})
  void aLeafOutOfRange(String vendor, int asked, String ebx) {
    List<CpuidEntry> table = List.of(leaf(0, 2, Integer.decode(vendor)), leaf(2, 0, 0x77));
    assertThat(Integer.decode(vendor)).isIn(INTEL, AMD);
    try (Guest guest = asking(table, asked, 0)) {
      assertThat(guest.reg("rbx") & 0xffff_ffffL).isEqualTo(Long.decode(ebx));
    }
  }

  @Test
  void everySubleafOfATopologyTellsTheApicId() {
    List<CpuidEntry> table =
        List.of(
            leaf(0, 0xb, INTEL),
            new CpuidEntry(0xb, 0, 1, 1, 1, 0x100, 5),
            new CpuidEntry(0xb, 1, 1, 4, 2, 0x201, 5));
    try (Guest guest = asking(table, 0xb, 3)) {
      assertThat(guest.reg("rcx") & 0xffff_ffffL).isEqualTo(3);
      assertThat(guest.reg("rdx") & 0xffff_ffffL).isEqualTo(5);
      assertThat(guest.reg("rax") & 0xffff_ffffL).isZero();
    }
  }

  /** OSXSAVE and APIC follow from CR4 and IA32_APIC_BASE, whatever the client has set. */
  @Test
  void bitsThatFollowFromRegisters() {
    List<CpuidEntry> table = List.of(new CpuidEntry(1, 0, 0, 0, 0, -1, 0));
    try (Guest guest = asking(table, 1, 0)) {
      assertThat(guest.reg("rcx") & 1 << 27).isZero();
      assertThat(guest.reg("rdx") & 1 << 9).isNotZero();
      assertThat(Lapic.write(guest.vcpu, 0x1b, 0xfee00100L)).isTrue();
      var told =
          guest.vcpu.ioctl(Cpuid.KVM_GET_CPUID2, StructValue.of(Cpuid.CPUID2, 1).with("nent", 1));
      assertThat(told.value().get("entries[0].edx") & 1 << 9).isZero();
    }
  }

  @Test
  void afterTheGuestHasRunOnlyTheSameIsTaken() {
    List<CpuidEntry> table = List.of(leaf(0, 2, INTEL));
    try (Guest guest = asking(table, 0, 0)) {
      assertThat(guest.vcpu.setCpuid2(table).errno()).isEqualTo(Errno.NONE);
      assertThat(guest.vcpu.setCpuid2(List.of(leaf(0, 3, INTEL))).errno()).isEqualTo(Errno.EINVAL);
    }
  }

  @Test
  void theOldFormHasNoIndex() {
    try (Guest guest = Guest.running(ASK)) {
      StructValue old =
          StructValue.of(Cpuid.CPUID, 1).with("nent", 1).with("entries[0].ebx", 0x1234);
      guest.vcpu.ioctl(Cpuid.KVM_SET_CPUID, old).orThrow();
      guest.vcpu.run();
      assertThat(guest.reg("rbx") & 0xffff_ffffL).isEqualTo(0x1234);
      assertThat(guest.vcpu.ioctl(Cpuid.KVM_SET_CPUID, old.with("nent", 257)).errno())
          .isEqualTo(Errno.E2BIG);
    }
  }

  @ParameterizedTest
  @CsvSource({"48, NONE", "57, NONE", "0, NONE", "39, EINVAL"})
  void linearAddressesHaveAWidthThatThereIs(int bits, Errno errno) {
    try (Guest guest = Guest.running("f4")) {
      List<CpuidEntry> table = List.of(leaf(0x80000008, bits << 8, 0));
      assertThat(guest.vcpu.setCpuid2(table).errno()).isEqualTo(errno);
    }
  }

  @Test
  void whatIsEmulatedWantsCleanPaddings() {
    try (Guest guest = Guest.running("f4")) {
      StructValue room = StructValue.of(Cpuid.CPUID2, 8).with("nent", 8);
      var told = guest.kvm.ioctl(Cpuid.KVM_GET_EMULATED_CPUID, room);
      assertThat(told.value().get("entries[1].ecx")).isEqualTo(1 << 22);
      var dirty =
          guest.kvm.ioctl(Cpuid.KVM_GET_EMULATED_CPUID, room.with("entries[3].padding[1]", 1));
      assertThat(dirty.errno()).isEqualTo(Errno.EINVAL);
      var none = guest.kvm.ioctl(Cpuid.KVM_GET_EMULATED_CPUID, room.with("nent", 0));
      assertThat(none.errno()).isEqualTo(Errno.E2BIG);
    }
  }
}
