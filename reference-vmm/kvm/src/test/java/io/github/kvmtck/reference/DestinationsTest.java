package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.client.Vcpu;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of four vCPUs a message reaches (SDM vol. 3, 12.6.2; kvm_irq_delivery_to_apic). */
class DestinationsTest {
  private static final long MESSAGES = 0xfee0_0000L;
  private static final int LOGICAL = 1 << 2;
  private static final int REDIRECTED = 1 << 3;
  private static final int FLAT = -1;
  private static final int CLUSTER = 0x0fff_ffff;
  private static final int VECTOR = 0x41;

  private static List<Vcpu> four(Guest guest) {
    List<Vcpu> vcpus = new ArrayList<>(List.of(guest.vcpu));
    for (int id = 1; id < 4; id++) {
      vcpus.add(guest.vm.createVcpu(id).value());
    }
    vcpus.forEach(Lapic::enable);
    return vcpus;
  }

  /** In flat mode 1, 2, 4 and 8; in cluster mode 0x11, 0x12, 0x21 and 0x22. */
  private static void logical(List<Vcpu> vcpus, int format) {
    for (Vcpu vcpu : vcpus) {
      int id = vcpu.id();
      int address = format == FLAT ? 1 << id : 0x11 + id / 2 * 0x10 + id % 2;
      Lapic.set(vcpu, Lapic.DFR, format);
      Lapic.set(vcpu, Lapic.LDR, address << 24);
    }
  }

  private static List<Integer> reached(List<Vcpu> vcpus) {
    return vcpus.stream().filter(vcpu -> Lapic.has(vcpu, Lapic.IRR, VECTOR)).map(Vcpu::id).toList();
  }

  private static long send(Guest guest, int destination, int flags, int mode) {
    return guest
        .vm
        .signalMsi(MESSAGES | destination << 12 | flags, mode << 8 | VECTOR)
        .result()
        .value();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 3", "4, ''", "255, 0 1 2 3"})
  void physicalAddresses(int destination, String ids) {
    try (Guest guest = Guest.withIrqchip("f4")) {
      List<Vcpu> vcpus = four(guest);
      long taken = send(guest, destination, 0, 0);
      assertThat(reached(vcpus)).map(String::valueOf).containsExactlyElementsOf(words(ids));
      assertThat(taken).isEqualTo(words(ids).size());
    }
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"5, 0 2", "0xf0, ''", "0xff, 0 1 2 3"})
  void flatAddresses(String destination, String ids) {
    try (Guest guest = Guest.withIrqchip("f4")) {
      List<Vcpu> vcpus = four(guest);
      logical(vcpus, FLAT);
      assertThat(send(guest, Integer.decode(destination), LOGICAL, 0)).isEqualTo(words(ids).size());
      assertThat(reached(vcpus)).map(String::valueOf).containsExactlyElementsOf(words(ids));
    }
  }

  @ParameterizedTest
  @CsvSource({"0x13, 0 1", "0x22, 3", "0x31, ''"})
  void clusterAddresses(String destination, String ids) {
    try (Guest guest = Guest.withIrqchip("f4")) {
      List<Vcpu> vcpus = four(guest);
      logical(vcpus, CLUSTER);
      assertThat(send(guest, Integer.decode(destination), LOGICAL, 0)).isEqualTo(words(ids).size());
      assertThat(reached(vcpus)).map(String::valueOf).containsExactlyElementsOf(words(ids));
    }
  }

  /** 0x41 modulo the number of bits chooses one of them, by mode and by hint. */
  @ParameterizedTest
  @CsvSource({"1, 4", "0, 12"})
  void oneOfSeveralIsChosenByTheVector(int mode, int flags) {
    try (Guest guest = Guest.withIrqchip("f4")) {
      List<Vcpu> vcpus = four(guest);
      logical(vcpus, FLAT);
      assertThat(flags & LOGICAL).isEqualTo(LOGICAL);
      assertThat(send(guest, 0xe, flags, mode)).isOne();
      assertThat(reached(vcpus)).containsExactly(1 + VECTOR % 3);
    }
  }

  @Test
  void nothingIsSentToOneOfAll() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      List<Vcpu> vcpus = four(guest);
      assertThat(send(guest, 0xff, 0, 1)).isEqualTo(4);
      assertThat(reached(vcpus)).hasSize(4);
    }
  }

  @Test
  void aHintIsFollowedEvenWhenAllAreMeant() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      List<Vcpu> vcpus = four(guest);
      assertThat(send(guest, 0xff, REDIRECTED, 0)).isOne();
      assertThat(reached(vcpus)).containsExactly(VECTOR % 4);
    }
  }

  /** A cluster in x2APIC mode is 16 vCPUs, and 0xff is for all although no address is. */
  @Test
  void x2apicAddresses() {
    try (Guest guest = Guest.withIrqchip("f4")) {
      List<Vcpu> vcpus = four(guest);
      vcpus.forEach(Lapic::useX2apic);
      assertThat(send(guest, 6, LOGICAL, 0)).isEqualTo(2);
      assertThat(reached(vcpus)).containsExactly(1, 2);
      assertThat(send(guest, 0xff, 0, 0)).isEqualTo(4);
      assertThat(reached(vcpus)).hasSize(4);
    }
  }

  /** The shorthands of ICR: self, all, all but self. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 0 1 2 3", "3, 0 2 3"})
  void shorthands(int shorthand, String ids) {
    try (Guest guest = Guest.withIrqchip("f4")) {
      List<Vcpu> vcpus = four(guest);
      vcpus.forEach(Lapic::useX2apic);
      assertThat(Lapic.write(vcpus.get(1), 0x830, shorthand << 18 | 0x4000 | VECTOR)).isTrue();
      assertThat(reached(vcpus)).map(String::valueOf).containsExactlyElementsOf(words(ids));
    }
  }
}
