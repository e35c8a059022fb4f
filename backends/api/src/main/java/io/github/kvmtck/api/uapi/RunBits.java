package io.github.kvmtck.api.uapi;

/** Flags and values in struct kvm_run (api.rst section 5). */
public final class RunBits {
  private RunBits() {}

  /** Bits of flags. */
  public static final int KVM_RUN_X86_SMM = 1 << 0;

  public static final int KVM_RUN_X86_BUS_LOCK = 1 << 1;
  public static final int KVM_RUN_X86_GUEST_MODE = 1 << 2;

  /** Values of io.direction. */
  public static final int KVM_EXIT_IO_IN = 0;

  public static final int KVM_EXIT_IO_OUT = 1;

  /** Values of internal.suberror. */
  public static final int KVM_INTERNAL_ERROR_EMULATION = 1;

  public static final int KVM_INTERNAL_ERROR_SIMUL_EX = 2;
  public static final int KVM_INTERNAL_ERROR_DELIVERY_EV = 3;
  public static final int KVM_INTERNAL_ERROR_UNEXPECTED_EXIT_REASON = 4;

  /** A bit of emulation_failure.flags. */
  public static final int KVM_INTERNAL_ERROR_EMULATION_FLAG_INSTRUCTION_BYTES = 1 << 0;

  /** Values of system_event.type. */
  public static final int KVM_SYSTEM_EVENT_SHUTDOWN = 1;

  public static final int KVM_SYSTEM_EVENT_RESET = 2;
  public static final int KVM_SYSTEM_EVENT_CRASH = 3;
  public static final int KVM_SYSTEM_EVENT_WAKEUP = 4;
  public static final int KVM_SYSTEM_EVENT_SUSPEND = 5;
  public static final int KVM_SYSTEM_EVENT_SEV_TERM = 6;
  public static final int KVM_SYSTEM_EVENT_TDX_FATAL = 7;

  /** A bit of notify.flags. */
  public static final int KVM_NOTIFY_CONTEXT_INVALID = 1 << 0;

  /** A bit of memory_fault.flags. */
  public static final int KVM_MEMORY_EXIT_FLAG_PRIVATE = 1 << 3;

  /** A bit of hypercall.flags. */
  public static final int KVM_EXIT_HYPERCALL_LONG_MODE = 1 << 0;

  /** Bits of kvm_valid_regs and kvm_dirty_regs, and of KVM_CAP_SYNC_REGS. */
  public static final int KVM_SYNC_X86_REGS = 1 << 0;

  public static final int KVM_SYNC_X86_SREGS = 1 << 1;
  public static final int KVM_SYNC_X86_EVENTS = 1 << 2;
}
