package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entering and leaving SMM, and the two layouts of the state save area. */
class SystemManagementTest {
  private static final long SMBASE = 0x30000;
  private static final int ENTRY = 0x8000;
  private static final int SECOND_ADDRESS_SPACE = 1 << 16;
  private static final int SMBASE_MSR = 0x9e;

  /** out 0x10, al; rsm. */
  private static final String HANDLER = "e6 10 0f aa";

  /** out 0x11, al; hlt. */
  private static final String GUEST = "e6 11 f4";

  private static HostMemory smram(Guest guest, String handler) {
    HostMemory smram = HostMemory.map(guest.client, 0x10000).value();
    smram.write(ENTRY, HexFormat.of().parseHex(handler.replace(" ", "")));
    guest.vm.setUserMemoryRegion(MemoryRegion.of(SECOND_ADDRESS_SPACE, SMBASE, smram)).orThrow();
    return smram;
  }

  private static ByteBuffer area(HostMemory smram) {
    return ByteBuffer.wrap(smram.read(0, 0x10000)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void smi(Guest guest) {
    guest.vcpu.ioctl(VcpuEvents.KVM_SMI).orThrow();
  }

  private static void longMode(Guest guest) {
    guest.vcpu.setCpuid2(guest.kvm.getSupportedCpuid().value()).orThrow();
  }

  @Test
  void theP6LayoutIsForGuestsWithoutLongMode() {
    try (Guest guest = Guest.running(GUEST).with("rax", 0x11).with("rdi", 0x77)) {
      HostMemory smram = smram(guest, HANDLER);
      smi(guest);
      guest.vcpu.run();
      ByteBuffer area = area(smram);
      assertThat(area.getInt(0xfefc)).isEqualTo(0x20000);
      assertThat(area.getInt(0xfef8)).isEqualTo((int) SMBASE);
      assertThat(area.getInt(0xffd0)).isEqualTo(0x11);
      assertThat(area.getInt(0xffec)).isEqualTo(0x77);
      assertThat(area.getInt(0xfff0)).isEqualTo(0x1000);
      assertThat(area.getInt(0xff2c + 8)).isEqualTo(0x20000);
      assertThat(area.getInt(0xffb4)).isEqualTo(0x2000);
    }
  }

  @Test
  void theAmd64LayoutIsForGuestsWithLongMode() {
    try (Guest guest = Guest.running(GUEST).with("rax", 0x11).with("r15", 0xffL << 40)) {
      longMode(guest);
      HostMemory smram = smram(guest, HANDLER);
      smi(guest);
      guest.vcpu.run();
      ByteBuffer area = area(smram);
      assertThat(area.getInt(0xfefc)).isEqualTo(0x20064);
      assertThat(area.getInt(0xff00)).isEqualTo((int) SMBASE);
      assertThat(area.getLong(0xfff8)).isEqualTo(0x11);
      assertThat(area.getLong(0xff80)).isEqualTo(0xffL << 40);
      assertThat(area.getLong(0xff78)).isEqualTo(0x1000);
      assertThat(area.getShort(0xfe30)).isEqualTo((short) 0x2000);
      assertThat(area.getLong(0xfe38)).isEqualTo(0x20000);
    }
  }

  @Test
  void resumesWhereTheSmiCame() {
    try (Guest guest = Guest.running(GUEST).with("rax", 0x5a)) {
      HostMemory smram = smram(guest, "b0 77 " + HANDLER);
      smi(guest);
      guest.vcpu.run();
      assertThat(guest.run.ioData()).containsExactly(0x77);
      assertThat(guest.reg("rip")).isBetween(0x8002L, 0x8004L);
      guest.vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x11);
      assertThat(guest.run.ioData()).containsExactly(0x5a);
      assertThat(smram.size()).isEqualTo(0x10000);
    }
  }

  @Test
  void theHandlerRelocatesSmbase() {
    // mov dword cs:[0xfef8], 0x40000; out 0x10, al; rsm
    String relocate = "2e 66 c7 06 f8 fe 00 00 04 00 " + HANDLER;
    try (Guest guest = Guest.running(GUEST)) {
      assertThat(smram(guest, relocate).size()).isPositive();
      smi(guest);
      guest.vcpu.run();
      assertThat(smbase(guest)).isEqualTo(SMBASE);
      guest.vcpu.run();
      assertThat(smbase(guest)).isEqualTo(0x40000);
    }
  }

  private static long smbase(Guest guest) {
    return guest.vcpu.getMsrs(List.of(SMBASE_MSR)).value().stream().mapToLong(Msr::data).sum();
  }

  @Test
  void nmisAreMaskedInSmmAndComeAfterIt() {
    try (Guest guest = Guest.running(GUEST)) {
      // The handler of vector 2 at 0x5000: out 0x55, al.
      guest.ram.write(8, HexFormat.of().parseHex("00500000"));
      guest.ram.write(0x5000, HexFormat.of().parseHex("e655"));
      assertThat(smram(guest, HANDLER).size()).isPositive();
      smi(guest);
      guest.vcpu.nmi().orThrow();
      guest.vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x10);
      guest.vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x55);
    }
  }

  @Test
  void rsmElsewhereIsUndefined() {
    try (Guest guest = Guest.running("0f aa")) {
      // The handler of vector 6 at 0x5000: out 0x66, al.
      guest.ram.write(24, HexFormat.of().parseHex("00500000"));
      guest.ram.write(0x5000, HexFormat.of().parseHex("e666"));
      guest.vcpu.run();
      assertThat(guest.run.io().port()).isEqualTo(0x66);
    }
  }

  @Test
  void withoutMemoryForTheStateTheVmIsDead() {
    try (Guest guest = Guest.running(GUEST)) {
      smi(guest);
      assertThat(guest.vcpu.run()).isEqualTo(Result.error(Errno.EIO));
      assertThat(guest.vcpu.getRegs().errno()).isEqualTo(Errno.EIO);
    }
  }
}
