package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.RunPage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import java.util.List;
import java.util.Set;

/**
 * A code fetch without a memory slot exits as a read of no bytes (rules FETCH-20 to FETCH-22;
 * YzMdjSkKaJ8HyWXh@google.com). kvm_fetch_guest_virt fills in the exit and x86_emulate_instruction
 * returns 0, before handle_emulation_failure: no #UD, no statistics, and nothing to complete.
 */
public final class FetchMmio implements Variation {
  /** Two answers to one question. */
  static final String ALTERNATIVES = "an exit for a code fetch without a memory slot";

  @Override
  public String name() {
    return "fetch-mmio";
  }

  @Override
  public String description() {
    return "proposal: a code fetch from a hole is KVM_EXIT_MMIO with len 0 (Sep 2022)";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(ALTERNATIVES);
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.FAULTS, Policy::new);
  }

  private record Policy(FaultPolicy before) implements FaultPolicy {
    @Override
    public Outcome noCode(Vcpu vcpu, Stop.NoCode stop) {
      RunPage run = vcpu.run();
      run.exitReason(ExitReason.KVM_EXIT_MMIO);
      run.u64(RunOffsets.MMIO_PHYS_ADDR, stop.address());
      run.u32(RunOffsets.MMIO_LEN, Proposed.MMIO_LEN_FETCH);
      run.u8(RunOffsets.MMIO_IS_WRITE, 0);
      return Outcome.EXIT;
    }

    @Override
    public Outcome notEmulated(Vcpu vcpu, List<Byte> bytes) {
      return before.notEmulated(vcpu, bytes);
    }

    @Override
    public Outcome noBacking(Vcpu vcpu, long gpa) {
      return before.noBacking(vcpu, gpa);
    }
  }
}
