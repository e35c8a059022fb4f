package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.blueprint.Blueprint;

/** kvm_arch_vcpu_ioctl_run: the stages of a blueprint, in order, and what is done at the end. */
public final class KvmRun {
  private final RunStages stages;
  private final RunStages epilogue;

  KvmRun(Blueprint blueprint) {
    stages = blueprint.get(Parts.STAGES);
    epilogue = blueprint.get(Parts.EPILOGUE);
  }

  Result run(Vcpu vcpu) {
    vcpu.attach(vcpu.task());
    try {
      return stages.run(vcpu).result();
    } finally {
      epilogue.runAll(vcpu);
      vcpu.task().notKicked();
    }
  }
}
