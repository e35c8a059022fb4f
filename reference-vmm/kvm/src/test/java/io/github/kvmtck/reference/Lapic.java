package io.github.kvmtck.reference;

import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The registers of a vCPU's local APIC, by KVM_GET_LAPIC, KVM_SET_LAPIC and as MSRs. */
final class Lapic {
  static final int ID = 0x20;
  static final int LDR = 0xd0;
  static final int DFR = 0xe0;
  static final int SVR = 0xf0;
  static final int ISR = 0x100;
  static final int IRR = 0x200;

  private static final int APIC_BASE = 0x1b;
  private static final long HERE = 0xfee0_0000L;
  private static final int X2APIC = 1 << 21;

  /** RDMSR and WRMSR. */
  private static final int MSR = 1 << 5;

  private static final int SVR_ENABLED = 0x1ff;

  private Lapic() {}

  static int get(Vcpu vcpu, int register) {
    return ByteBuffer.wrap(vcpu.getLapic().value().bytes())
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt(register);
  }

  static void set(Vcpu vcpu, int register, int value) {
    byte[] page = vcpu.getLapic().value().bytes();
    ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).putInt(register, value);
    vcpu.setLapic(StructValue.of(Interrupts.LAPIC_STATE, page)).orThrow();
  }

  /** By the spurious-interrupt vector register. */
  static void enable(Vcpu vcpu) {
    set(vcpu, SVR, SVR_ENABLED);
  }

  static boolean has(Vcpu vcpu, int register, int vector) {
    return (get(vcpu, register + vector / 32 * 0x10) & 1 << vector) != 0;
  }

  /** The vectors in IRR, lowest first. */
  static List<Integer> requested(Vcpu vcpu) {
    List<Integer> vectors = new ArrayList<>();
    for (int vector = 0; vector < 256; vector++) {
      if (has(vcpu, IRR, vector)) {
        vectors.add(vector);
      }
    }
    return vectors;
  }

  /** Shows x2APIC mode by CPUID and switches it on. */
  static void useX2apic(Vcpu vcpu) {
    vcpu.setCpuid2(List.of(new CpuidEntry(1, 0, 0, 0, 0, X2APIC, MSR))).orThrow();
    vcpu.setMsrs(List.of(new Msr(APIC_BASE, HERE | 0xc00))).orThrow();
  }

  /** Whether a write was taken. */
  static boolean write(Vcpu vcpu, int msr, long value) {
    return vcpu.setMsrs(List.of(new Msr(msr, value))).value() == 1;
  }

  /** The value; -1 where there is none. */
  static long read(Vcpu vcpu, int msr) {
    var read = vcpu.getMsrs(List.of(msr));
    return read.result().value() == 1 ? read.value().getFirst().data() : -1;
  }
}
