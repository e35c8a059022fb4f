package io.github.kvmtck.reference.variation;

import io.github.kvmtck.reference.kvm.RunStage;

/**
 * A stage of KVM_RUN with something before or behind it; it stands under the name of that stage.
 */
interface AroundStage extends RunStage {

  /** What it is around. */
  RunStage stage();

  @Override
  default String name() {
    return stage().name();
  }

  @Override
  default RunStage wrapped() {
    return stage().wrapped();
  }
}
