package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Reply;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MSRs through every ioctl that reads or writes them, as Linux 6.18 answers. */
class MsrTest {
  private static final int HWCR = 0xc001_0015;

  /** In EDX of CPUID leaf 1. */
  private static final int HAS_MSRS = 1 << 5;

  private static final long REGISTER = Registers.KVM_REG_X86 | Registers.KVM_REG_SIZE_U64;
  private static final long IS_MSR = (long) Registers.KVM_X86_REG_TYPE_MSR << 32;

  private static Reply<StructValue> list(Guest guest, Request request, int room) {
    return guest.kvm.ioctl(request, StructValue.of(Msrs.MSR_LIST, 64).with("nmsrs", room));
  }

  @Test
  void allThatAreListedCanBeSavedAndRestored() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      List<Integer> indices = guest.kvm.getMsrIndexList().value();
      List<Msr> saved = guest.vcpu.getMsrs(indices).value();
      assertThat(saved).hasSameSizeAs(indices);
      assertThat(guest.vcpu.setMsrs(saved).value()).isEqualTo(indices.size());
    }
  }

  @Test
  void whatTheHostCanDoIsReadFromTheSystem() {
    try (Guest guest = Guest.running("f4")) {
      StructValue told = list(guest, Msrs.KVM_GET_MSR_FEATURE_INDEX_LIST, 64).value();
      assertThat(told.get("nmsrs")).isEqualTo(4);
      StructValue asked =
          StructValue.of(Msrs.MSRS, 3)
              .with("nmsrs", 3)
              .with("entries[0].index", 0xce)
              .with("entries[1].index", 0x8b)
              .with("entries[2].index", 0x10);
      var read = guest.kvm.ioctl(Msrs.KVM_GET_MSRS, asked);
      assertThat(read.result().value()).isEqualTo(2);
      assertThat(read.value().get("entries[0].data")).isEqualTo(1L << 31);
    }
  }

  @Test
  void withTooLittleRoomTheTrueNumberIsTold() {
    try (Guest guest = Guest.running("f4")) {
      var answer = list(guest, Msrs.KVM_GET_MSR_FEATURE_INDEX_LIST, 3);
      assertThat(answer.errno()).isEqualTo(Errno.E2BIG);
      assertThat(answer.left().get("nmsrs")).isEqualTo(4);
    }
  }

  /** What a client reads, and whether it may write a value. */
  @ParameterizedTest
  @CsvSource({
    "0x2c, 0x1000000, 0x1000000, false", // MSR_EBC_FREQUENCY_ID
    "0xc1, 0, 5, true", // a counter that does not count
    "0x1db, 0, 0, true", // IA32_LASTBRANCHFROMIP
    "0x1db, 0, 1, false",
    "0x10a, 0, 0, true", // told of, and not there
    "0x10a, 0, 1, false",
    "0x179, 0x20, 0x20, false", // IA32_MCG_CAP
    "0x277, 0x0007040600070406, 0x0606060606060606, true", // IA32_PAT
    "0x277, 0x0007040600070406, 2, false",
    "0x250, 0, 0x0606060606060606, true", // IA32_MTRR_FIX64K_00000
    "0x250, 0, 7, false",
    "0x200, 0, 0x80000006, true", // IA32_MTRR_PHYSBASE0
    "0x200, 0, 0x1000000006, false", // above 36 bits
    "0x201, 0, 0x800, true", // IA32_MTRR_PHYSMASK0
    "0x201, 0, 0x400, false",
    "0x2ff, 0, 0xc06, true", // IA32_MTRR_DEF_TYPE
    "0x2ff, 0, 0x1000, false",
    "0xc0000082, 0, 0xffff800000000000, true", // IA32_LSTAR
    "0xc0000082, 0, 0x80000000000000, true", // 57 bits, whatever CR4.LA57 is
    "0xc0000082, 0, 0x100000000000000, false",
    "0x175, 0, 0x7fff, true", // IA32_SYSENTER_ESP
    "0x4b564d05, 1, 0, true", // MSR_KVM_POLL_CONTROL
    "0x4b564d05, 1, 2, false",
    "0x34, 0, 7, true", // MSR_SMI_COUNT
    "0xc0010015, 0, 0x1040000, true", // MSR_K7_HWCR
    "0xc0010015, 0, 0x10, false"
  })
  void valuesAreCheckedOneByOne(String msr, String initial, String value, boolean taken) {
    try (Guest guest = Guest.running("f4")) {
      int index = Long.decode(msr).intValue();
      assertThat(Lapic.read(guest.vcpu, index)).isEqualTo(Long.decode(initial));
      assertThat(Lapic.write(guest.vcpu, index, Long.parseUnsignedLong(hex(value), 16)))
          .isEqualTo(taken);
    }
  }

  private static String hex(String value) {
    return value.startsWith("0x") ? value.substring(2) : Long.toHexString(Long.parseLong(value));
  }

  @Test
  void anAddressThatIsNotCanonicalIsMadeSo() {
    try (Guest guest = Guest.running("f4")) {
      assertThat(Lapic.write(guest.vcpu, 0x176, 1L << 56)).isTrue();
      assertThat(Lapic.read(guest.vcpu, 0x176)).isEqualTo(-1L << 56);
    }
  }

  @Test
  void someBitsOfHwcrAreNotKept() {
    try (Guest guest = Guest.running("f4")) {
      assertThat(Lapic.write(guest.vcpu, HWCR, 0x40148)).isTrue();
      assertThat(Lapic.read(guest.vcpu, HWCR)).isEqualTo(0x40000);
    }
  }

  /**
   * With McStatusWrEn a guest puts a machine check into a bank itself, if AMD made its processor.
   */
  @ParameterizedTest
  @CsvSource({"0x68747541, 0x40000, 7", "0x68747541, 0, 0", "0x756e6547, 0x40000, 0"})
  void hwcrLetsGuestsOfAmdWriteTheStatusOfABank(String vendor, String hwcr, long status) {
    // wrmsr; hlt
    try (Guest guest = Guest.running("0f 30 f4")) {
      CpuidEntry maker = new CpuidEntry(0, 0, 0, 1, Integer.decode(vendor), 0, 0);
      guest.vcpu.setCpuid2(List.of(maker, new CpuidEntry(1, 0, 0, 0, 0, 0, HAS_MSRS))).orThrow();
      assertThat(Lapic.write(guest.vcpu, HWCR, Long.decode(hwcr))).isTrue();
      guest.with("rcx", 0x401).with("rax", 7).with("rdx", 0);
      guest.vcpu.run();
      assertThat(Lapic.read(guest.vcpu, 0x401)).isEqualTo(status);
    }
  }

  private static Errno oneReg(Guest guest, Request request, long id, long address) {
    StructValue argument = StructValue.of(Registers.ONE_REG).with("id", id).with("addr", address);
    return guest.vcpu.ioctl(request, argument).errno();
  }

  @Test
  void anMsrIsARegister() {
    try (Guest guest = Guest.running("f4")) {
      long at = guest.ram.address() + 0x5000;
      long lstar = REGISTER | IS_MSR | 0xc0000082L;
      guest.process.memory().u64(at, 0x1234);
      assertThat(oneReg(guest, Registers.KVM_SET_ONE_REG, lstar, at)).isEqualTo(Errno.NONE);
      assertThat(Lapic.read(guest.vcpu, 0xc0000082)).isEqualTo(0x1234);
      guest.process.memory().u64(at, 0);
      assertThat(oneReg(guest, Registers.KVM_GET_ONE_REG, lstar, at)).isEqualTo(Errno.NONE);
      assertThat(guest.process.memory().u64(at)).isEqualTo(0x1234);
      assertThat(oneReg(guest, Registers.KVM_GET_ONE_REG, lstar, 1)).isEqualTo(Errno.EFAULT);
    }
  }

  /** Another architecture, another type, another size, a reserved bit, no such MSR. */
  @ParameterizedTest
  @CsvSource({
    "0x6030000200000010",
    "0x2030000300000000",
    "0x2020000200000010",
    "0x2030010200000010",
    "0x20300002000000ff"
  })
  void whatIsNoRegister(String id) {
    try (Guest guest = Guest.running("f4")) {
      long at = guest.ram.address();
      assertThat(oneReg(guest, Registers.KVM_GET_ONE_REG, Long.decode(id), at))
          .isEqualTo(Errno.EINVAL);
      assertThat(oneReg(guest, Registers.KVM_SET_ONE_REG, Long.decode(id), at))
          .isEqualTo(Errno.EINVAL);
    }
  }

  @Test
  void kvmHasNoRegistersOfItsOwn() {
    try (Guest guest = Guest.running("f4")) {
      StructValue room = StructValue.of(Registers.REG_LIST, 4).with("n", 4);
      var answer = guest.vcpu.ioctl(Registers.KVM_GET_REG_LIST, room);
      assertThat(answer.value().get("n")).isZero();
    }
  }

  private static Errno setUp(Guest guest, long capability) {
    long at = guest.ram.address() + 0x5000;
    guest.process.memory().u64(at, capability);
    return guest.vcpu.ioctl(VcpuEvents.KVM_X86_SETUP_MCE, at).errno();
  }

  private static Errno inject(Guest guest, int bank, long status) {
    StructValue event =
        StructValue.of(VcpuEvents.X86_MCE)
            .with("bank", bank)
            .with("status", status)
            .with("addr", 0xabc)
            .with("mcg_status", 5);
    return guest.vcpu.ioctl(VcpuEvents.KVM_X86_SET_MCE, event).errno();
  }

  @ParameterizedTest
  @CsvSource({"0, EINVAL", "33, EINVAL", "0x10a, NONE", "0x20a, EINVAL", "0x100010a, NONE"})
  void banksAreSetUp(String capability, Errno errno) {
    try (Guest guest = Guest.running("f4")) {
      assertThat(setUp(guest, Long.decode(capability))).isEqualTo(errno);
      assertThat(Lapic.read(guest.vcpu, 0x400)).isEqualTo(errno == Errno.NONE ? -1 : 0);
    }
  }

  @Test
  void correctedErrorsAreKeptAndUncorrectedOnesRaiseMachineChecks() {
    try (Guest guest = Guest.running("f4")) {
      assertThat(setUp(guest, 0x102)).isEqualTo(Errno.NONE);
      assertThat(Lapic.read(guest.vcpu, 0x408)).isEqualTo(-1);
      assertThat(inject(guest, 2, 1L << 63)).isEqualTo(Errno.EINVAL);
      assertThat(inject(guest, 1, 0)).isEqualTo(Errno.EINVAL);
      assertThat(inject(guest, 1, 1L << 63)).isEqualTo(Errno.NONE);
      assertThat(inject(guest, 1, 1L << 63)).isEqualTo(Errno.NONE);
      assertThat(Lapic.read(guest.vcpu, 0x405)).isEqualTo(3L << 62);
      guest.vcpu.setSregs(guest.vcpu.getSregs().value().with("cr4", 1 << 6)).orThrow();
      assertThat(inject(guest, 0, 5L << 61)).isEqualTo(Errno.NONE);
      assertThat(Lapic.read(guest.vcpu, 0x17a)).isEqualTo(5);
      assertThat(guest.vcpu.getVcpuEvents().value().get("exception.nr")).isEqualTo(18);
    }
  }

  @Test
  void aMachineCheckThatCannotBeRaisedShutsDown() {
    try (Guest guest = Guest.running("f4")) {
      guest.vm.enableCap(Capability.KVM_CAP_X86_TRIPLE_FAULT_EVENT, 1).orThrow();
      assertThat(setUp(guest, 0x102)).isEqualTo(Errno.NONE);
      assertThat(inject(guest, 0, 5L << 61)).isEqualTo(Errno.NONE);
      StructValue events = guest.vcpu.getVcpuEvents().value();
      assertThat(events.get("triple_fault.pending")).isOne();
      guest.vcpu.setVcpuEvents(events.with("triple_fault.pending", 0)).orThrow();
      assertThat(guest.vcpu.getVcpuEvents().value())
          .isEqualTo(events.with("triple_fault.pending", 0));
      guest.vcpu.setVcpuEvents(events).orThrow();
      guest.vcpu.run();
      assertThat(guest.run.exitReasonName()).isEqualTo("KVM_EXIT_SHUTDOWN");
    }
  }
}
