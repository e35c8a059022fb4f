package io.github.kvmtck.reference;

import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that a client can save of a machine with an irqchip and a PIT. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares machines as records
record SavedMachine(
    byte[] ram,
    StructValue clock,
    List<StructValue> chips,
    StructValue pit,
    List<SavedVcpu> vcpus) {
  private static final int CHIPS = 3;
  private static final int CHANNELS = 3;

  /** Saves; nothing may be pending in the emulator. */
  static SavedMachine of(Guest guest) {
    List<StructValue> chips = new ArrayList<>();
    for (int id = 0; id < CHIPS; id++) {
      StructValue asked = StructValue.of(Interrupts.IRQCHIP).with("chip_id", id);
      chips.add(guest.vm.ioctl(Interrupts.KVM_GET_IRQCHIP, asked).value());
    }
    List<Integer> msrs = guest.kvm.getMsrIndexList().value();
    return new SavedMachine(
        guest.ram.read(0, (int) Guest.RAM),
        guest.vm.get(Timers.KVM_GET_CLOCK, Timers.CLOCK_DATA).value(),
        chips,
        pit(guest),
        guest.vcpus.stream().map(vcpu -> SavedVcpu.of(vcpu, msrs)).toList());
  }

  /** KVM starts every counter anew when it restores: since when they count says nothing. */
  private static StructValue pit(Guest guest) {
    StructValue pit = guest.vm.get(Timers.KVM_GET_PIT2, Timers.PIT_STATE2).value();
    for (int i = 0; i < CHANNELS; i++) {
      pit = pit.with("channels[%d].count_load_time".formatted(i), 0);
    }
    return pit;
  }

  void restoreInto(Guest guest) {
    guest.ram.write(0, ram);
    restoreChips(guest);
    for (int i = 0; i < vcpus.size(); i++) {
      vcpus.get(i).restoreInto(guest.vcpus.get(i));
    }
    restorePit(guest);
    guest.vm.ioctl(Timers.KVM_SET_CLOCK, clock.with("flags", 0)).orThrow();
  }

  private void restoreChips(Guest guest) {
    // The first PIC hears of the second's interrupts until that is restored.
    for (StructValue chip : chips.reversed()) {
      guest.vm.ioctl(Interrupts.KVM_SET_IRQCHIP, chip).orThrow();
    }
  }

  private void restorePit(Guest guest) {
    guest.vm.ioctl(Timers.KVM_SET_PIT2, pit).orThrow();
  }

  /**
   * Restores chips and timers where they were saved: what KVM forgets then, the machine that goes
   * on must forget too. It is since when a PIT counts, that a one-shot timer has rung, which it
   * does again, and that a PIC that is being initialized has not heard of the second one's
   * interrupt.
   */
  void restoreTimersInto(Guest guest) {
    restoreChips(guest);
    for (int i = 0; i < vcpus.size(); i++) {
      guest.vcpus.get(i).setLapic(vcpus.get(i).lapic()).orThrow();
    }
    restorePit(guest);
  }

  /** All of a union but the bytes that say it all again. */
  private static boolean named(String change) {
    return !change.startsWith("chip.dummy");
  }

  /** What differs of the two, in words; empty where nothing does. */
  List<String> differencesTo(SavedMachine other) {
    List<String> found = new ArrayList<>();
    if (!Arrays.equals(ram, other.ram)) {
      int at = Arrays.mismatch(ram, other.ram);
      found.add("ram[0x%x]=%x was %x".formatted(at, other.ram[at], ram[at]));
    }
    for (int i = 0; i < CHIPS; i++) {
      found.addAll(
          other.chips.get(i).changesSince(chips.get(i)).stream()
              .filter(SavedMachine::named)
              .toList());
    }
    found.addAll(other.pit.changesSince(pit));
    for (int i = 0; i < vcpus.size(); i++) {
      String name = "vcpu" + i + ": ";
      vcpus.get(i).differencesTo(other.vcpus.get(i)).forEach(each -> found.add(name + each));
    }
    long time = clock.get("clock");
    if (time != other.clock.get("clock")) {
      found.add("clock=" + other.clock.get("clock") + " was " + time);
    }
    return found;
  }
}
