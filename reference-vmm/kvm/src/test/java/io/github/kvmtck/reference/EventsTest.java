package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KVM_GET_VCPU_EVENTS and KVM_SET_VCPU_EVENTS, as Linux 6.18 answers (api.rst 4.31, 4.32). */
class EventsTest {
  private static final int STEP =
      VcpuEvents.KVM_GUESTDBG_ENABLE | VcpuEvents.KVM_GUESTDBG_SINGLESTEP;

  private static StructValue events(Guest guest) {
    return guest.vcpu.getVcpuEvents().value();
  }

  /** What is not marked stays readable: KVM takes only the marks away. */
  @ParameterizedTest
  @CsvSource({"exception.nr, 6", "exception.error_code, 9", "interrupt.nr, 39"})
  void whatIsNotMarkedIsKept(String field, long value) {
    try (Guest guest = Guest.running("f4")) {
      guest.vcpu.setVcpuEvents(events(guest).with(field, value)).orThrow();
      assertThat(events(guest).get(field)).isEqualTo(value);
      assertThat(events(guest).get("exception.injected")).isZero();
      assertThat(events(guest).get("interrupt.injected")).isZero();
    }
  }

  /** Vectors that are no exceptions, payloads without the capability, flags that are not there. */
  @ParameterizedTest
  @CsvSource({
    "exception.injected, 1, exception.nr, 2, EINVAL",
    "exception.injected, 1, exception.nr, 32, EINVAL",
    "exception.injected, 1, exception.nr, 31, NONE",
    "exception.injected, 0, exception.nr, 32, NONE",
    "flags, 0x10, exception.nr, 0, EINVAL",
    "flags, 0x20, exception.nr, 0, EINVAL",
    "flags, 0x40, exception.nr, 0, EINVAL",
    "flags, 7, exception.nr, 0, NONE"
  })
  void whatIsRefused(String field, String value, String other, long second, Errno errno) {
    try (Guest guest = Guest.running("f4")) {
      StructValue asked =
          StructValue.of(VcpuEvents.VCPU_EVENTS)
              .with(field, Long.decode(value))
              .with(other, second);
      assertThat(guest.vcpu.setVcpuEvents(asked).errno()).isEqualTo(errno);
    }
  }

  /** BP and OF are software exceptions: they are executed again, not injected. */
  @ParameterizedTest
  @CsvSource({"3, 0", "4, 0", "6, 1"})
  void softwareExceptionsAreNotTold(int vector, long injected) {
    try (Guest guest = Guest.running("f4")) {
      guest
          .vcpu
          .setVcpuEvents(events(guest).with("exception.injected", 1).with("exception.nr", vector))
          .orThrow();
      assertThat(events(guest).get("exception.injected")).isEqualTo(injected);
    }
  }

  /** process_nmi. */
  @ParameterizedTest
  @CsvSource({"0, 0, 2", "1, 0, 1", "0, 1, 1"})
  void aSecondNmiWaitsOnlyWhileTheFirstIsNotTaken(int masked, int injected, long pending) {
    try (Guest guest = Guest.running("f4")) {
      StructValue asked =
          events(guest)
              .with("nmi.pending", 3)
              .with("nmi.masked", masked)
              .with("nmi.injected", injected)
              .with("flags", VcpuEvents.KVM_VCPUEVENT_VALID_NMI_PENDING);
      guest.vcpu.setVcpuEvents(asked).orThrow();
      assertThat(events(guest).get("nmi.pending")).isEqualTo(pending);
    }
  }

  @Test
  void steppingOverAHaltLeavesTheVcpuHalted() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      guest.vcpu.setGuestDebug(STEP).orThrow();
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_DEBUG.number());
      assertThat(guest.reg("rip")).isEqualTo(0x1001);
      assertThat(guest.vcpu.getMpState().value()).isEqualTo(MpState.KVM_MP_STATE_HALTED.number());
    }
  }

  @Test
  void withoutALocalApicTheExitIsThatOfTheHalt() {
    try (Guest guest = Guest.running("f4")) {
      guest.vcpu.setGuestDebug(STEP).orThrow();
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
      assertThat(guest.reg("rip")).isEqualTo(0x1001);
    }
  }
}
