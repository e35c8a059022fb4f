package io.github.kvmtck.reference;

import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.reference.ModeMachine.Mode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link SavedStateTest} says of real mode, for every other: at both privilege levels, with
 * exceptions and interrupts through an IDT, and with two vCPUs whose instructions interleave.
 */
class SavedModesTest {
  private static Guest machine(int vcpus) {
    Guest guest = Twins.machine(List.of(), vcpus);
    List<CpuidEntry> cpuid = guest.kvm.getSupportedCpuid().value();
    guest.vcpus.forEach(vcpu -> vcpu.setCpuid2(cpuid).orThrow());
    return guest;
  }

  private static void check(Mode mode, int vcpus, long seed) {
    boolean user = mode == Mode.VIRTUAL_8086 || seed % 2 == 1;
    Guest guest = machine(vcpus);
    ModeMachine machine = new ModeMachine(guest, mode);
    machine.prepare();
    for (int i = 0; i < vcpus; i++) {
      long at = Guest.CODE + i * 0x800L;
      guest.ram.write(at, new ModeProgram(mode, user, vcpus == 1, seed + i * 1_000_003L).code(at));
      machine.enter(i, user);
      guest.vcpus.get(i).setMpState(0).orThrow();
    }
    String name = "%s, seed %d".formatted(mode, seed);
    try (Twins twins = new Twins(name, guest, machine(vcpus), ~seed)) {
      twins.check();
    }
  }

  private static void check(Mode mode, int vcpus, long first, int count) {
    for (long seed = first; seed < first + count; seed++) {
      check(mode, vcpus, seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void savedAnywhereItGoesOnTheSame(Mode mode) {
    check(mode, 1, 0, 6);
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void twoSavedAnywhereGoOnTheSame(Mode mode) {
    check(mode, 2, 0, 2);
  }

  /** A payload that stayed, a step that was lost, a repetition that broke off. */
  @ParameterizedTest
  @CsvSource({"PAE, 1, 1017", "VIRTUAL_8086, 2, 1392", "PROTECTED_32, 1, 1992"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatOnceWentOnOtherwise(Mode mode, int vcpus, long seed) {
    check(mode, vcpus, seed);
  }

  @Tag("proof")
  @ParameterizedTest
  @EnumSource
  @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void savedAnywhereItGoesOnTheSameManyTimes(Mode mode) {
    check(mode, 1, 1000, 1000);
  }

  @Tag("proof")
  @ParameterizedTest
  @EnumSource
  @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void twoSavedAnywhereGoOnTheSameManyTimes(Mode mode) {
    check(mode, 2, 1000, 500);
  }
}
