package io.github.kvmtck.reference;

import static io.github.kvmtck.api.uapi.Proposed.KVM_RUN_NEEDS_COMPLETION;
import static io.github.kvmtck.reference.Guest.eintr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles, variations by name, and the proposals that mainline knows nothing of. */
class ProposalTest {
  private static final int O_WRONLY = 1;

  @Test
  void theFlagFollowsThePendingOperation() {
    try (Guest guest = Guest.running("proposed", "a1 ff 0f e6 10 f4")) {
      guest.vcpu.run();
      assertThat(guest.run.flags()).isEqualTo(KVM_RUN_NEEDS_COMPLETION);
      assertThat(guest.imm()).isEqualTo(Result.ZERO);
      assertThat(guest.run.flags()).isEqualTo(KVM_RUN_NEEDS_COMPLETION);
      guest.run.set("kvm_valid_regs", 1L << 40);
      assertThat(guest.imm().errno()).isEqualTo(Errno.EINVAL);
      assertThat(guest.run.flags()).isEqualTo(KVM_RUN_NEEDS_COMPLETION);
      guest.run.set("kvm_valid_regs", 0);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.run.flags()).isZero();
      guest.vcpu.run();
      assertThat(guest.run.flags()).isEqualTo(KVM_RUN_NEEDS_COMPLETION);
      guest.vcpu.run();
      assertThat(guest.run.flags()).isZero();
    }
  }

  @Test
  void mainlineClearsTheFlagsAndNeverSetsThisOne() {
    try (Guest guest = Guest.running("e4 10 f4")) {
      guest.run.flags(0xffff);
      guest.vcpu.run();
      assertThat(guest.run.flags()).isZero();
      assertThat(check(guest, 239)).isZero();
    }
    try (Guest guest = Guest.running("proposed", "f4")) {
      assertThat(check(guest, 239)).isEqualTo(1);
    }
  }

  private static long check(Guest guest, int capability) {
    return guest.client.call(new Syscall.Ioctl(guest.vm.fd(), 0xae03, capability)).value();
  }

  @Test
  void suspendSetsTheFlagBehindTheClientsBackAndKeepsThePendingOperation() {
    try (Guest guest = Guest.running("mainline+needs-completion-on-suspend", "e4 10 f4")) {
      guest.vcpu.run();
      guest.run.ioData((byte) 0x77);
      assertThat(guest.run.flags()).isZero();
      long fd = guest.client.call(new Syscall.Open("/sys/power/state", O_WRONLY)).value();
      guest.ram.write(0x4000, "mem\n".getBytes(StandardCharsets.US_ASCII));
      guest.client.call(new Syscall.Write((int) fd, guest.ram.address() + 0x4000, 4)).orThrow();
      assertThat(guest.run.flags()).isEqualTo(KVM_RUN_NEEDS_COMPLETION);
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rax")).isEqualTo(0x77);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mainlin|There is no profile \"mainlin\": the reference has mainline, proposed",
        "emulator-path|emulator-path is a variation and no profile: it is joined to one, as in"
            + " mainline+emulator-path",
        "mainline+nosuch|There is no variation \"nosuch\": the reference has ",
        "mainline+emulator-path+fast-port-io|emulator-path and fast-port-io cannot be had together"
      })
  void wrongProfilesAreRefusedInOneSentence(String profile, String message) {
    assertThatThrownBy(() -> new ReferenceProvider().open(new KernelOptions(profile, List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
