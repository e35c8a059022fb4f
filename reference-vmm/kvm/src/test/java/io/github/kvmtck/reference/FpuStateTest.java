package io.github.kvmtck.reference;

import static io.github.kvmtck.api.uapi.ExtendedState.FPU;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_GET_FPU;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_GET_XCRS;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_GET_XSAVE;
import static io.github.kvmtck.api.uapi.ExtendedState.KVM_SET_FPU;
import static io.github.kvmtck.api.uapi.ExtendedState.XCRS;
import static io.github.kvmtck.api.uapi.ExtendedState.XSAVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.StructValue;
import org.junit.jupiter.api.Test;

/** The x87 that a client loads is the one that its guest works on, and the one it reads. */
class FpuStateTest {
  private static final int FOUR = 0x4001;
  private static final int TWO = 0x4000;

  private static StructValue fpu(Guest guest) {
    StructValue room = StructValue.of(FPU);
    return guest.vcpu.ioctl(KVM_GET_FPU, room).value();
  }

  /** FSQRT; HLT with 4 in ST(0), which is register 3. */
  private static Guest rooted() {
    Guest guest = Guest.running("d9 fa f4");
    StructValue state =
        fpu(guest)
            .with("fcw", 0x37f)
            .with("fsw", 3 << 11)
            .with("ftwx", 1 << 3)
            .with("fpr[0][7]", 0x80)
            .with("fpr[0][8]", FOUR & 0xff)
            .with("fpr[0][9]", FOUR >> 8);
    guest.vcpu.ioctl(KVM_SET_FPU, state).orThrow();
    assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
    assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
    return guest;
  }

  @Test
  void throughKvmFpu() {
    try (Guest guest = rooted()) {
      StructValue after = fpu(guest);
      assertThat(after.get("fpr[0][7]")).isEqualTo(0x80);
      assertThat(after.get("fpr[0][8]") | after.get("fpr[0][9]") << 8).isEqualTo(TWO);
      assertThat(after.get("fsw")).isEqualTo(3 << 11);
      assertThat(after.get("ftwx")).isEqualTo(1 << 3);
      assertThat(after.get("last_opcode")).isEqualTo(0x1fa);
      assertThat(after.get("last_ip")).isEqualTo(Guest.CODE);
    }
  }

  @Test
  void whatXsetbvSetsIsInKvmXcrs() {
    // XOR ECX, ECX; XOR EDX, EDX; MOV AX, 3; XSETBV; HLT
    try (Guest guest = Guest.running("66 31 c9 66 31 d2 66 b8 03 00 00 00 0f 01 d1 f4")) {
      Sregs sregs = guest.vcpu.getSregs().value();
      guest.vcpu.setSregs(sregs.with("cr4", sregs.get("cr4") | 1 << 18)).orThrow();
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
      StructValue xcrs = guest.vcpu.ioctl(KVM_GET_XCRS, StructValue.of(XCRS)).value();
      assertThat(xcrs.get("xcrs[0].value")).isEqualTo(3);
    }
  }

  @Test
  void throughKvmXsave() {
    try (Guest guest = rooted()) {
      StructValue area = guest.vcpu.ioctl(KVM_GET_XSAVE, StructValue.of(XSAVE)).value();
      assertThat(area.get("region[0]")).isEqualTo(0x37f | 3 << 27);
      assertThat(area.get("region[1]")).isEqualTo(1 << 3 | 0x1fa << 16);
      assertThat(area.get("region[2]")).isEqualTo(Guest.CODE);
      assertThat(area.get("region[9]")).isEqualTo(0x8000_0000L);
      assertThat(area.get("region[10]")).isEqualTo(TWO);
    }
  }
}
