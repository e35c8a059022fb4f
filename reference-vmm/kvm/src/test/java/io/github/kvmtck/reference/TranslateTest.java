package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.StructValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KVM_TRANSLATE: a walk of the guest's tables that is nobody's access. */
class TranslateTest {
  private static final long TABLES = 0x4000;
  private static final int ACCESSED = 0x20;

  private static StructValue translate(Guest guest, long linear) {
    StructValue asked = StructValue.of(Registers.TRANSLATION).with("linear_address", linear);
    return guest.vcpu.ioctl(Registers.KVM_TRANSLATE, asked).value();
  }

  private static void entry(Guest guest, long at, long value) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    guest.ram.write(at, bytes);
  }

  /** Four levels: page 0 at 0x7000, page 1 for the supervisor alone, a large page at 2 MiB. */
  private static Guest paging() {
    Guest guest = Guest.running("f4");
    entry(guest, TABLES, TABLES + 0x1000 | 7);
    entry(guest, TABLES + 0x1000, TABLES + 0x2000 | 7);
    entry(guest, TABLES + 0x2000, TABLES + 0x3000 | 7);
    entry(guest, TABLES + 0x2008, 0x40_0000 | 0x87);
    entry(guest, TABLES + 0x3000, 0x9000 | 7);
    entry(guest, TABLES + 0x3008, 0xa000 | 3);
    guest
        .vcpu
        .setSregs(
            guest
                .vcpu
                .getSregs()
                .value()
                .with("cr0", 0x80000011L)
                .with("cr2", 0x1234)
                .with("cr3", TABLES)
                .with("cr4", 0x20)
                .with("efer", 0x500))
        .orThrow();
    return guest;
  }

  @ParameterizedTest
  @CsvSource({
    "0x123, 0x9123, 1",
    "0x1fff, 0xafff, 1",
    "0x212345, 0x412345, 1",
    "0x2000, -1, 0",
    "0x8000000000, -1, 0"
  })
  void addressesInFourLevels(String linear, String physical, long valid) {
    try (Guest guest = paging()) {
      StructValue answer = translate(guest, Long.decode(linear));
      assertThat(answer.get("physical_address")).isEqualTo(Long.decode(physical));
      assertThat(answer.get("valid")).isEqualTo(valid);
      assertThat(answer.get("writeable")).isOne();
      assertThat(answer.get("usermode")).isZero();
      assertThat(guest.vcpu.getSregs().value().get("cr2")).isEqualTo(0x1234);
    }
  }

  @Test
  void theWalkLeavesItsTrace() {
    try (Guest guest = paging()) {
      assertThat(translate(guest, 0).get("valid")).isOne();
      assertThat(guest.ram.read(TABLES + 0x3000, 1)[0] & ACCESSED).isEqualTo(ACCESSED);
      assertThat(guest.ram.read(TABLES + 0x3008, 1)[0] & ACCESSED).isZero();
    }
  }

  @Test
  void withoutPagingAnAddressIsItself() {
    try (Guest guest = Guest.running("f4")) {
      assertThat(translate(guest, 0x12345678).get("physical_address")).isEqualTo(0x12345678);
      assertThat(guest.vcpu.ioctl(Registers.KVM_TRANSLATE, 1).errno()).isEqualTo(Errno.EFAULT);
    }
  }
}
