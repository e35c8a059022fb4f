package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;

/**
 * The alternative to {@link FetchMmio} that its author names: an exit reason of its own, which no
 * client takes for a device access (rule FETCH-22; YzMdjSkKaJ8HyWXh@google.com). Nobody wrote it
 * down; the model says where the fetch failed in the fields of KVM_EXIT_MEMORY_FAULT.
 */
public final class FetchExit implements Variation {
  @Override
  public String name() {
    return "fetch-exit";
  }

  @Override
  public String description() {
    return "alternative: a code fetch from a hole has an exit reason of its own";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(FetchMmio.ALTERNATIVES);
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.FAULTS, Policy::new);
  }

  private record Policy(FaultPolicy before) implements FaultPolicy {
    @Override
    public Outcome noCode(Vcpu vcpu, Stop.NoCode stop) {
      MemorySegment run = vcpu.run().pages();
      vcpu.run().exitReason(Proposed.KVM_EXIT_CODE_FETCH);
      Run.RUN.set(run, "memory_fault.flags", 0);
      Run.RUN.set(run, "memory_fault.gpa", stop.address());
      Run.RUN.set(run, "memory_fault.size", 0);
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
