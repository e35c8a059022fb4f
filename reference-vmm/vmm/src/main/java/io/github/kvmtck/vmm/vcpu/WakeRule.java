package io.github.kvmtck.vmm.vcpu;

/**
 * Whether an event may make an inactive virtual trust level run (VTL-20). Each level is a VM of its
 * own, and only the VMM knows which one goes first (VTL-18).
 */
@FunctionalInterface
public interface WakeRule {
  /** Any event. */
  WakeRule ALWAYS = vcpu -> true;

  /**
   * Whether the event that woke a vCPU is of a higher precedence than what is active. Where it is
   * not, the vCPU stays inactive and parks; it is asked again after {@link VcpuThread#wake}.
   */
  boolean honours(int vcpu);
}
