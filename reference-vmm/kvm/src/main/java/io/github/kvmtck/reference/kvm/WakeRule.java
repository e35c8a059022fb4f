package io.github.kvmtck.reference.kvm;

/** kvm_arch_vcpu_runnable. */
@FunctionalInterface
public interface WakeRule {
  boolean runnable(Vcpu vcpu);
}
