package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.FaultPolicy;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import java.util.List;

/** A mutant in handle_emulation_failure. */
abstract class FaultsMutant extends ModelMutant {
  FaultsMutant(Breach breach) {
    super(breach);
  }

  /** What follows a fetch that found no memory. */
  abstract Outcome noCode(FaultPolicy healthy, Vcpu vcpu, Stop.NoCode stop);

  /** What follows an instruction that cannot be emulated. */
  Outcome notEmulated(FaultPolicy healthy, Vcpu vcpu, List<Byte> bytes) {
    return healthy.notEmulated(vcpu, bytes);
  }

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.FAULTS, Broken::new);
  }

  /** Whether it is a failed fetch that exits without more (KVM_CAP_EXIT_ON_EMULATION_FAILURE). */
  static boolean always(Vcpu vcpu) {
    return vcpu.vm().settings().exitOnEmulationFailure();
  }

  private final class Broken implements FaultPolicy {
    private final FaultPolicy healthy;

    Broken(FaultPolicy healthy) {
      this.healthy = healthy;
    }

    @Override
    public Outcome noCode(Vcpu vcpu, Stop.NoCode stop) {
      return FaultsMutant.this.noCode(healthy, vcpu, stop);
    }

    @Override
    public Outcome notEmulated(Vcpu vcpu, List<Byte> bytes) {
      return FaultsMutant.this.notEmulated(healthy, vcpu, bytes);
    }

    @Override
    public Outcome noBacking(Vcpu vcpu, long gpa) {
      return healthy.noBacking(vcpu, gpa);
    }
  }
}
