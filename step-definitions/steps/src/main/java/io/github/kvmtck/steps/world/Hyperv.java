package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Capability;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A guest that is told that it runs on Hyper-V. */
public final class Hyperv {
  private static final int FIRST = 0x4000_0000;
  private static final int LAST = 0x4000_00FF;
  private static final int FEATURES = 0x4000_0003;
  private static final int GUEST_OS_ID = 0x4000_0000;

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

  /**
   * The same with other privileges, in CPUID 0x40000003.
   *
   * @param privileges changes EBX
   */
  public void showWithPrivileges(UnaryOperator<Integer> privileges) {
    show(leaf ->
        leaf.function() == FEATURES
            ? new CpuidEntry(
                leaf.function(),
                leaf.index(),
                leaf.flags(),
                leaf.eax(),
                privileges.apply(leaf.ebx()),
                leaf.ecx(),
                leaf.edx())
            : leaf);
  }

  private void show(UnaryOperator<CpuidEntry> change) {
    Stream<CpuidEntry> processor =
        world.kvm().getSupportedCpuid().value().stream()
            .filter(leaf -> leaf.function() < FIRST || leaf.function() > LAST);
    Stream<CpuidEntry> hyperv = vcpu().getSupportedHvCpuid().value().stream().map(change);
    vcpu().setCpuid2(Stream.concat(processor, hyperv).toList()).orThrow();
    long written = vcpu().setMsrs(List.of(new Msr(GUEST_OS_ID, SOME_GUEST))).value();
    if (written != 1) {
      throw new IllegalStateException("HV_X64_MSR_GUEST_OS_ID cannot be written");
    }
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

  /** KVM_CAP_HYPERV_SYNIC2. */
  public void activateSynic() {
    vcpu().enableCap(Capability.KVM_CAP_HYPERV_SYNIC2, 0).orThrow();
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }
}
