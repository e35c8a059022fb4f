package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A machine that executes a random program up to somewhere, and a fresh one into which it is
 * restored: from there on both have the same exits, registers, memory and time.
 */
final class Twins implements AutoCloseable {
  /** The port at which a program is over. */
  static final int END = 0xfe;

  /** A bit of the error code by which a handler knows that no instruction is to be skipped. */
  static final int RAISED = 0x8000;

  private static final int STEP =
      VcpuEvents.KVM_GUESTDBG_ENABLE | VcpuEvents.KVM_GUESTDBG_SINGLESTEP;
  private static final int MOST_EXITS = 400;
  private static final int MOST_STEPS = 250;
  private static final int PAGE_FAULT = 14;

  private final String name;
  private final Guest one;
  private final Guest other;
  private final Random random;

  /** Lines that the client holds asserted: no state of KVM's tells who does. */
  private final Set<Integer> lines = new TreeSet<>();

  /** Of two machines, of which the first has a program. */
  Twins(String name, Guest one, Guest other, long seed) {
    this.name = name;
    this.one = one;
    this.other = other;
    random = new Random(seed);
  }

  /** A machine with everything that can be saved, running nothing yet. */
  static Guest machine(List<CpuidEntry> cpuid, int vcpus) {
    Guest guest =
        Guest.with(
            vm -> {
              vm.createIrqchip().orThrow();
              vm.ioctl(Timers.KVM_CREATE_PIT2, StructValue.of(Timers.PIT_CONFIG)).orThrow();
              vm.enableCap(Capability.KVM_CAP_EXCEPTION_PAYLOAD, 1).orThrow();
            },
            "f4");
    while (guest.vcpus.size() < vcpus) {
      Vcpu unused = guest.addVcpu();
    }
    guest.vcpus.forEach(vcpu -> vcpu.setCpuid2(cpuid).orThrow());
    return guest;
  }

  /** Executes some, saves, restores, goes on. */
  void check() {
    if (random.nextInt(3) > 0) {
      step();
    } else {
      run();
    }
    one.vcpus.forEach(Twins::finish);
    raise();
    SavedMachine saved = SavedMachine.of(one);
    // The chips are what was saved, whatever edges this makes.
    lines.forEach(line -> other.vm.irqLine(line, true).orThrow());
    saved.restoreInto(other);
    saved.restoreTimersInto(one);
    compare("the boundary");
    goOn();
  }

  private static void finish(Vcpu vcpu) {
    while (!vcpu.runImmediateExit().failed()) {
      answer(vcpu, 0);
    }
  }

  /** Executes some instructions, with events from outside between them. */
  private void step() {
    one.vcpus.forEach(vcpu -> vcpu.setGuestDebug(STEP).orThrow());
    for (int left = random.nextInt(MOST_STEPS); left > 0; left--) {
      disturb();
      Vcpu vcpu = one.vcpus.get(random.nextInt(one.vcpus.size()));
      if (random.nextInt(8) == 0) {
        vcpu.setGuestDebug(STEP).orThrow();
      }
      if (!atEnd(vcpu)) {
        vcpu.run();
        answer(vcpu, left);
      }
    }
    one.vcpus.forEach(vcpu -> vcpu.setGuestDebug(0).orThrow());
  }

  /** Runs to one of the exits, so that breakpoints and RFLAGS.TF are the guest's. */
  private void run() {
    for (int left = random.nextInt(20); left > 0; left--) {
      Vcpu vcpu = one.vcpus.get(random.nextInt(one.vcpus.size()));
      if (!atEnd(vcpu)) {
        vcpu.run();
        answer(vcpu, left);
      }
    }
  }

  private void disturb() {
    switch (random.nextInt(40)) {
      case 0 -> one.vcpus.get(random.nextInt(one.vcpus.size())).nmi().orThrow();
      case 1 -> line(line(), random.nextBoolean());
      case 2 ->
          assertThat(one.vm.signalMsi(0xfee0_0000L, 0x30 + random.nextInt(16)).failed()).isFalse();
      default -> {
        // Nothing happens most of the time.
      }
    }
  }

  private void line(int number, boolean level) {
    one.vm.irqLine(number, level).orThrow();
    if (level) {
      lines.add(number);
    } else {
      lines.remove(number);
    }
  }

  /** Any but the one at which the second PIC is. */
  private int line() {
    int line = random.nextInt(15);
    return line < 2 ? line : line + 1;
  }

  /** Now and then a client has an exception raised, whose address is not in CR2 yet. */
  private void raise() {
    Vcpu vcpu = one.vcpus.get(random.nextInt(one.vcpus.size()));
    StructValue events = vcpu.getVcpuEvents().value();
    if (random.nextInt(4) > 0 || events.get("exception.injected") != 0 || atEnd(vcpu)) {
      return;
    }
    vcpu.setVcpuEvents(
            events
                .with("flags", events.get("flags") | VcpuEvents.KVM_VCPUEVENT_VALID_PAYLOAD)
                .with("exception.pending", 1)
                .with("exception.nr", PAGE_FAULT)
                .with("exception.has_error_code", 1)
                .with("exception.error_code", RAISED)
                .with("exception_has_payload", 1)
                .with("exception_payload", random.nextInt(0x10000)))
        .orThrow();
  }

  private static boolean atEnd(Vcpu vcpu) {
    return vcpu.kvmRun().exitReason() == ExitReason.KVM_EXIT_IO.number()
        && vcpu.kvmRun().io().port() == END;
  }

  /** What an IN and a load from a device read. */
  private static void answer(Vcpu vcpu, int value) {
    if (vcpu.kvmRun().exitReason() == ExitReason.KVM_EXIT_IO.number()) {
      vcpu.kvmRun().ioData((byte) value);
    } else if (vcpu.kvmRun().exitReason() == ExitReason.KVM_EXIT_MMIO.number()) {
      vcpu.kvmRun().mmioData((byte) value, (byte) 1, (byte) 2, (byte) 3);
    }
  }

  private static String exit(Vcpu vcpu) {
    int reason = vcpu.kvmRun().exitReason();
    String what = "";
    if (reason == ExitReason.KVM_EXIT_IO.number()) {
      what = " " + vcpu.kvmRun().io();
    } else if (reason == ExitReason.KVM_EXIT_MMIO.number()) {
      what = " " + vcpu.kvmRun().mmio();
    }
    return vcpu.kvmRun().exitReasonName() + what;
  }

  /** Runs both to the end, and compares them at every exit. */
  private void goOn() {
    if (one.vcpus.size() > 1) {
      stepBoth();
      return;
    }
    for (int i = 0; i < MOST_EXITS && !atEnd(one.vcpu); i++) {
      one.vcpu.run();
      other.vcpu.run();
      assertThat(exit(other.vcpu)).as("%s at exit %d", name, i).isEqualTo(exit(one.vcpu));
      compare("exit " + i);
      if (one.run.exitReason() == ExitReason.KVM_EXIT_SHUTDOWN.number()) {
        return;
      }
      answer(one.vcpu, i);
      answer(other.vcpu, i);
    }
  }

  /** Several vCPUs go on one instruction at a time, in an order that chance gives to both. */
  private void stepBoth() {
    one.vcpus.forEach(vcpu -> vcpu.setGuestDebug(STEP).orThrow());
    other.vcpus.forEach(vcpu -> vcpu.setGuestDebug(STEP).orThrow());
    for (int i = 0; i < MOST_EXITS; i++) {
      int number = random.nextInt(one.vcpus.size());
      Vcpu mine = one.vcpus.get(number);
      Vcpu theirs = other.vcpus.get(number);
      if (!atEnd(mine)) {
        mine.run();
        theirs.run();
        assertThat(exit(theirs)).as("%s at step %d", name, i).isEqualTo(exit(mine));
        if (i % 16 == 0) {
          compare("step " + i);
        }
        answer(mine, i);
        answer(theirs, i);
      }
    }
    one.vcpus.forEach(Twins::finish);
    other.vcpus.forEach(Twins::finish);
    compare("the end");
  }

  private void compare(String at) {
    assertThat(SavedMachine.of(one).differencesTo(SavedMachine.of(other)))
        .as("%s at %s", name, at)
        .isEmpty();
  }

  @Override
  public void close() {
    one.close();
    other.close();
  }
}
