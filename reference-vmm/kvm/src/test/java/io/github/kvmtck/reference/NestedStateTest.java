package io.github.kvmtck.reference;

import static io.github.kvmtck.api.uapi.NestedState.KVM_GET_NESTED_STATE;
import static io.github.kvmtck.api.uapi.NestedState.KVM_SET_NESTED_STATE;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_FORMAT_SVM;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_GIF_SET;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_GUEST_MODE;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_RUN_PENDING;
import static io.github.kvmtck.api.uapi.NestedState.NESTED_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import org.junit.jupiter.api.Test;

/** KVM_GET_NESTED_STATE and KVM_SET_NESTED_STATE, by which a client enters L2 (api.rst 4.114). */
class NestedStateTest {
  private static final int HEADER = (int) NESTED_STATE.size();
  private static final int WHOLE = HEADER + 4096;
  private static final int BOTH = KVM_STATE_NESTED_GUEST_MODE | KVM_STATE_NESTED_GIF_SET;
  private static final long SVME = 1 << 12;

  private static Guest enabled() {
    Guest guest = Guest.running("mainline", "f4");
    var sregs = guest.vcpu.getSregs().value();
    guest.vcpu.setSregs(sregs.with("efer", sregs.get("efer") | SVME)).orThrow();
    return guest;
  }

  /** A VMCB12 that is consistent, and a header before it. */
  private static StructValue state(int flags, int format, int size) {
    byte[] bytes = new byte[WHOLE];
    bytes[HEADER + 0x10] = 1;
    bytes[HEADER + 0x58] = 1;
    bytes[HEADER + 0x4d1] = (byte) (SVME >>> 8);
    bytes[HEADER + 0x558] = 1;
    bytes[HEADER + 0x55b] = (byte) 0x80;
    return StructValue.of(NESTED_STATE, bytes)
        .with("flags", flags)
        .with("format", format)
        .with("size", size)
        .with("hdr.svm.vmcb_pa", 0x3000);
  }

  private static Result set(Guest guest, StructValue state) {
    return guest.vcpu.ioctl(KVM_SET_NESTED_STATE, state).result();
  }

  @Test
  void whatWasSetIsToldAgain() {
    try (Guest guest = enabled()) {
      StructValue state = state(BOTH, KVM_STATE_NESTED_FORMAT_SVM, WHOLE);
      assertThat(set(guest, state)).isEqualTo(Result.ZERO);
      StructValue room = StructValue.of(NESTED_STATE, new byte[WHOLE]).with("size", WHOLE);
      assertThat(guest.vcpu.ioctl(KVM_GET_NESTED_STATE, room).value()).isEqualTo(state);
      assertThat(guest.kvm.checkExtension(Capability.KVM_CAP_NESTED_STATE).value())
          .isEqualTo(WHOLE);
    }
  }

  @Test
  void tooLittleRoomIsE2bigAndTellsHowMuchIsNeeded() {
    try (Guest guest = enabled()) {
      set(guest, state(BOTH, KVM_STATE_NESTED_FORMAT_SVM, WHOLE));
      StructValue room = StructValue.of(NESTED_STATE).with("size", HEADER);
      var reply = guest.vcpu.ioctl(KVM_GET_NESTED_STATE, room);
      assertThat(reply.result()).isEqualTo(Result.error(Errno.E2BIG));
    }
  }

  @Test
  void guestModeIsLeftByAStateWithoutIt() {
    try (Guest guest = enabled()) {
      set(guest, state(BOTH, KVM_STATE_NESTED_FORMAT_SVM, WHOLE));
      set(guest, state(KVM_STATE_NESTED_GIF_SET, KVM_STATE_NESTED_FORMAT_SVM, HEADER));
      StructValue room = StructValue.of(NESTED_STATE).with("size", HEADER);
      StructValue told = guest.vcpu.ioctl(KVM_GET_NESTED_STATE, room).value();
      assertThat(told.get("flags")).isEqualTo(KVM_STATE_NESTED_GIF_SET);
    }
  }

  @Test
  void whatSvmDoesNotHaveIsEinval() {
    try (Guest guest = enabled()) {
      StructValue good = state(BOTH, KVM_STATE_NESTED_FORMAT_SVM, WHOLE);
      Result invalid = Result.error(Errno.EINVAL);
      assertThat(set(guest, good.with("format", 0))).as("VMX").isEqualTo(invalid);
      assertThat(set(guest, good.with("size", HEADER - 1))).isEqualTo(invalid);
      assertThat(set(guest, good.with("size", HEADER))).as("no VMCB12").isEqualTo(invalid);
      assertThat(set(guest, good.with("flags", 1 << 15))).isEqualTo(invalid);
      assertThat(set(guest, good.with("flags", KVM_STATE_NESTED_RUN_PENDING))).isEqualTo(invalid);
      assertThat(set(guest, good.with("hdr.svm.vmcb_pa", 0x3001))).isEqualTo(invalid);
    }
    try (Guest guest = Guest.running("mainline", "f4")) {
      StructValue good = state(BOTH, KVM_STATE_NESTED_FORMAT_SVM, WHOLE);
      assertThat(set(guest, good)).as("EFER.SVME is clear").isEqualTo(Result.error(Errno.EINVAL));
    }
  }

  /** IF set, GIF clear. */
  private static Guest withoutGif() {
    Guest guest = enabled().with("rflags", 0x202);
    set(guest, state(0, KVM_STATE_NESTED_FORMAT_SVM, HEADER));
    return guest;
  }

  @Test
  void withoutGifAnNmiWaits() {
    try (Guest guest = withoutGif()) {
      guest.vcpu.nmi().orThrow();
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
      assertThat(guest.vcpu.getVcpuEvents().value().get("nmi.pending")).isEqualTo(1);
    }
  }

  @Test
  void withoutGifNoInterruptWindowOpens() {
    try (Guest guest = withoutGif()) {
      guest.run.set("request_interrupt_window", 1);
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
      assertThat(guest.run.get("ready_for_interrupt_injection")).isZero();
    }
  }

  @Test
  void withoutGifAnSmiWaits() {
    try (Guest guest = withoutGif()) {
      guest.vcpu.ioctl(VcpuEvents.KVM_SMI).orThrow();
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
      assertThat(guest.vcpu.getVcpuEvents().value().get("smi.pending")).isEqualTo(1);
    }
  }
}
