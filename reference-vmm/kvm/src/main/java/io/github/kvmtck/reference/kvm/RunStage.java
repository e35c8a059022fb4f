package io.github.kvmtck.reference.kvm;

/**
 * One step of KVM_RUN. Steps have no state of their own: all they know is in the vCPU, so the same
 * instance serves every vCPU and may stand in any list.
 */
public interface RunStage {

  /** As messages and variations call it. */
  String name();

  /** The stage that this one is about; a variation finds it under its own type and under that. */
  default RunStage wrapped() {
    return this;
  }

  /** On the task that called KVM_RUN ({@link Vcpu#task}), with the vCPU's mutex held. */
  Outcome run(Vcpu vcpu);
}
