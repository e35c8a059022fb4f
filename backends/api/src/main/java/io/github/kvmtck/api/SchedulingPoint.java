package io.github.kvmtck.api;

/** Points at which a {@link Schedule} can hold a task, each named by the kernel's code there. */
public enum SchedulingPoint {
  /** kvm_vcpu_ioctl, before mutex_lock_killable(&amp;vcpu-&gt;mutex). */
  VCPU_IOCTL_BEFORE_MUTEX,
  /** kvm_arch_vcpu_ioctl_run, after immediate_exit was tested and before vcpu_run. */
  RUN_BEFORE_ENTRY,
  /** vcpu_enter_guest: requests and signals are checked, the guest is about to run. */
  ENTER_GUEST,
  /** vcpu_run, after an exit to userspace was decided and before post_kvm_run_save. */
  EXIT_DECIDED,
  /** kvm_vcpu_block: the vCPU is about to sleep. */
  VCPU_BLOCK,
  /** kvm_set_memslot, before kvm_invalidate_memslot: the old slot is still in use. */
  MEMSLOT_BEFORE_INVALIDATE,
  /** kvm_get_dirty_log_protect: the bits are taken, no translation is flushed yet. */
  DIRTY_LOG_TAKEN,
  /** kvm_vm_ioctl_reset_dirty_pages: the entries are taken back, no translation is flushed yet. */
  DIRTY_RINGS_RESET,
  /** kvm_sched_out: the task loses its processor while it has the vCPU loaded. */
  VCPU_SCHED_OUT,
  /** kvm_set_memslot: the old slot is INVALID, the new one is not yet installed. */
  MEMSLOT_INVALIDATED,
  /** kvm_activate_memslot: the one slot of a call is prepared and about to become active. */
  MEMSLOT_ACTIVATED,
  /** kvm_swap_active_memslots: the new set of slots is complete and about to become active. */
  MEMSLOTS_SWAP
}
