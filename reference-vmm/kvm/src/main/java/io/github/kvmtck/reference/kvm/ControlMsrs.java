package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.Paravirtual;
import io.github.kvmtck.reference.msr.MsrRegister;
import io.github.kvmtck.x86.cpu.Features;
import io.github.kvmtck.x86.cpu.Segment;
import java.util.Map;
import java.util.function.Function;

/** Model-specific registers that are another view of a vCPU's state. */
final class ControlMsrs {
  private static final long LOW_32 = 0xffff_ffffL;

  /** How they are made, by index. */
  static final Map<Integer, Function<Vcpu, MsrRegister>> MODEL =
      Map.of(
          0x1b, // IA32_APIC_BASE
          Base::new,
          0x34, // MSR_SMI_COUNT
          SmiCount::new,
          0x9e, // IA32_SMBASE
          Smbase::new,
          0x1a0, // IA32_MISC_ENABLE
          vcpu -> new Kept(1, (value, host) -> host || (value & ~LOW_32) == 0),
          Paravirtual.MSR_KVM_PV_EOI_EN,
          vcpu -> vcpu.interrupts().pvEoi(),
          0xc0000080, // IA32_EFER
          Efer::new,
          0xc0000100, // IA32_FS_BASE
          vcpu -> new SegmentBase(vcpu, Segment.FS),
          0xc0000101, // IA32_GS_BASE
          vcpu -> new SegmentBase(vcpu, Segment.GS));

  private ControlMsrs() {}

  /** IA32_APIC_BASE. */
  record Base(Vcpu vcpu) implements MsrRegister {
    @Override
    public long get() {
      return vcpu.interrupts().apicBase();
    }

    @Override
    public boolean set(long value, boolean host) {
      return vcpu.interrupts().setApicBase(value, host);
    }
  }

  /** IA32_SMBASE, for the client only: a guest moves it by what it saves in SMRAM. */
  record Smbase(Vcpu vcpu) implements MsrRegister {
    @Override
    public long get() {
      return vcpu.smm().smbase();
    }

    @Override
    public boolean guestReads() {
      return false;
    }

    @Override
    public boolean set(long value, boolean host) {
      if (host) {
        vcpu.smm().smbase(value);
      }
      return host;
    }
  }

  /** MSR_SMI_COUNT: a client may say what it was. */
  record SmiCount(Vcpu vcpu) implements MsrRegister {
    @Override
    public long get() {
      return vcpu.smm().count();
    }

    @Override
    public boolean set(long value, boolean host) {
      if (host) {
        vcpu.smm().count(value);
      }
      return host;
    }
  }

  /** IA32_FS_BASE and IA32_GS_BASE: canonical (is_noncanonical_msr_address). */
  record SegmentBase(Vcpu vcpu, int segment) implements MsrRegister {
    @Override
    public long get() {
      return vcpu.cpu().segments.base(segment);
    }

    @Override
    public boolean set(long value, boolean host) {
      if (!Features.canonical(value)) {
        return false;
      }
      Segment old = vcpu.cpu().segments.get(segment);
      vcpu.cpu()
          .segments
          .set(segment, new Segment(old.selector(), value, old.limit(), old.attributes()));
      return true;
    }
  }
}
