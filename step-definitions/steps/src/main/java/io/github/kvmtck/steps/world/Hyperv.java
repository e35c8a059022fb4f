package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.XmmValues;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A guest that is told that it runs on Hyper-V. */
public final class Hyperv {
  private static final int PROCESSOR_FEATURES = 1;

  /** In ECX of CPUID 1. */
  private static final int TSC_DEADLINE = 1 << 24;

  private static final int FIRST = 0x4000_0000;
  private static final int LAST = 0x4000_00FF;
  private static final int FEATURES = 0x4000_0003;
  private static final int XMM_BYTES = 16;
  private static final int GUEST_OS_ID = 0x4000_0000;
  private static final int HYPERCALL = 0x4000_0001;
  private static final int HYPERCALL_ENABLE = 1;

  /** "Other open source", as a guest that is no Windows says. */
  private static final long SOME_GUEST = 0x8100_0000_0000_0000L;

  private final World world;

  public Hyperv(World world) {
    this.world = world;
  }

  /** What KVM supports of Hyper-V, and a guest that has said what it is. */
  public void show() {
    show(leaf -> leaf);
  }

  /** The same without some bits of EBX and EDX in CPUID 0x40000003. */
  public void showWithout(int privileges, int features) {
    show(leaf ->
        leaf.function() == FEATURES
            ? new CpuidEntry(
                leaf.function(),
                leaf.index(),
                leaf.flags(),
                leaf.eax(),
                leaf.ebx() & ~privileges,
                leaf.ecx(),
                leaf.edx() & ~features)
            : leaf);
  }

  private void show(UnaryOperator<CpuidEntry> change) {
    Stream<CpuidEntry> processor =
        world.kvm().getSupportedCpuid().value().stream()
            .filter(leaf -> leaf.function() < FIRST || leaf.function() > LAST)
            .map(this::withDeadlineTimer);
    Stream<CpuidEntry> hyperv = vcpu().getSupportedHvCpuid().value().stream().map(change);
    vcpu().setCpuid2(Stream.concat(processor, hyperv).toList()).orThrow();
    write(GUEST_OS_ID, SOME_GUEST);
  }

  /** KVM_GET_SUPPORTED_CPUID does not offer what a capability tells of. */
  private CpuidEntry withDeadlineTimer(CpuidEntry leaf) {
    boolean there = world.kvm().checkExtension(Capability.KVM_CAP_TSC_DEADLINE_TIMER).value() != 0;
    return leaf.function() == PROCESSOR_FEATURES && there
        ? new CpuidEntry(
            leaf.function(),
            leaf.index(),
            leaf.flags(),
            leaf.eax(),
            leaf.ebx(),
            leaf.ecx() | TSC_DEADLINE,
            leaf.edx())
        : leaf;
  }

  /** What KVM_GET_SUPPORTED_HV_CPUID offers in EBX of CPUID 0x40000003. */
  public Optional<Integer> offeredPrivileges() {
    return vcpu().getSupportedHvCpuid().value().stream()
        .filter(leaf -> leaf.function() == FEATURES)
        .map(CpuidEntry::ebx)
        .findFirst();
  }

  /** KVM_CAP_HYPERV_ENFORCE_CPUID. */
  public void enforceCpuid() {
    vcpu().enableCap(Capability.KVM_CAP_HYPERV_ENFORCE_CPUID, 1).orThrow();
  }

  /** HV_X64_MSR_HYPERCALL. */
  public void hypercallPage(long gpa) {
    write(HYPERCALL, gpa | HYPERCALL_ENABLE);
  }

  private void write(int msr, long value) {
    long written = vcpu().setMsrs(List.of(new Msr(msr, value))).value();
    if (written != 1) {
      throw new IllegalStateException("MSR " + Integer.toHexString(msr) + " cannot be written");
    }
  }

  /** KVM_CAP_HYPERV_SYNIC2. */
  public void activateSynic() {
    vcpu().enableCap(Capability.KVM_CAP_HYPERV_SYNIC2, 0).orThrow();
  }

  /** Loads XMM0 to XMM5. */
  public void setXmm(XmmValues values) {
    StructValue fpu = vcpu().get(ExtendedState.KVM_GET_FPU, ExtendedState.FPU).value();
    byte[] xmm = fpu.bytes("xmm");
    for (int i = 0; i < XmmValues.COUNT; i++) {
      byte[] low = Data.littleEndian(values.low().get(i), Long.BYTES);
      System.arraycopy(low, 0, xmm, i * XMM_BYTES, Long.BYTES);
    }
    vcpu().ioctl(ExtendedState.KVM_SET_FPU, fpu.with("xmm", xmm)).orThrow();
  }

  /** Puts XMM registers into kvm_run, for a hypercall that gives them back. */
  public void answerXmm(XmmValues values) {
    for (int i = 0; i < XmmValues.COUNT; i++) {
      memory().u64(xmm(i), values.low().get(i));
      memory().u64(xmm(i) + Long.BYTES, 0);
    }
  }

  /** What kvm_run has of them. */
  public XmmValues xmmOfExit() {
    return new XmmValues(
        IntStream.range(0, XmmValues.COUNT).mapToObj(i -> memory().u64(xmm(i))).toList());
  }

  private long xmm(int register) {
    return vcpu().kvmRun().address() + ProposedVtl.HYPERV_XMM + (long) register * XMM_BYTES;
  }

  private Memory memory() {
    return vcpu().client().memory();
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }
}
