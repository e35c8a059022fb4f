package io.github.kvmtck.reference.kvm;

/** The Hyper-V hypercalls that a kernel knows (kvm_hv_hypercall). */
public interface HypervCalls {

  /** What becomes of a hypercall. */
  sealed interface Answer {
    /** The guest gets HV_STATUS_* and goes on. */
    record Status(int status) implements Answer {}

    /**
     * KVM_EXIT_HYPERV.
     *
     * @param call what kvm_run tells of it
     */
    record Exit(HypervInput call) implements Answer {}

    /** #UD. */
    record Undefined() implements Answer {}
  }

  /** hv_check_hypercall_access, asked where CPUID is enforced. */
  boolean permitted(Vcpu vcpu, int code);

  /** Whether the guest gets a status in RAX, of a refusal too (kvm_hv_hypercall_complete). */
  boolean hasResult(int code);

  /** Does a hypercall that is permitted. */
  Answer answer(Vcpu vcpu, HypervInput call);

  /** KVM_EXIT_HYPERV is being made: more of it than input and parameters. */
  void exiting(Vcpu vcpu, HypervInput call);

  /**
   * kvm_hv_hypercall_complete_userspace.
   *
   * @param length of the instruction, in bytes
   */
  Outcome complete(Vcpu vcpu, HypervInput call, int length);
}
