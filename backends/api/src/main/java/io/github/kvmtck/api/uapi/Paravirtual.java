package io.github.kvmtck.api.uapi;

/** What a guest asks of KVM by hypercall and MSR (linux/kvm_para.h, asm/kvm_para.h). */
public final class Paravirtual {
  private Paravirtual() {}

  /** Hypercalls, in RAX (Documentation/virt/kvm/x86/hypercalls.rst). */
  public static final int KVM_HC_VAPIC_POLL_IRQ = 1;

  public static final int KVM_HC_KICK_CPU = 5;
  public static final int KVM_HC_CLOCK_PAIRING = 9;
  public static final int KVM_HC_SEND_IPI = 10;
  public static final int KVM_HC_SCHED_YIELD = 11;

  /** The one that KVM_CAP_EXIT_HYPERCALL gives to the client (api.rst 7.40). */
  public static final int KVM_HC_MAP_GPA_RANGE = 12;

  /** What a hypercall that KVM does not have returns in RAX, negated. */
  public static final int KVM_ENOSYS = 1000;

  /** MSRs (Documentation/virt/kvm/x86/msr.rst). */
  public static final int MSR_KVM_WALL_CLOCK_NEW = 0x4b564d00;

  public static final int MSR_KVM_SYSTEM_TIME_NEW = 0x4b564d01;
  public static final int MSR_KVM_ASYNC_PF_EN = 0x4b564d02;
  public static final int MSR_KVM_STEAL_TIME = 0x4b564d03;
  public static final int MSR_KVM_PV_EOI_EN = 0x4b564d04;
  public static final int MSR_KVM_POLL_CONTROL = 0x4b564d05;
  public static final int MSR_KVM_ASYNC_PF_INT = 0x4b564d06;
  public static final int MSR_KVM_ASYNC_PF_ACK = 0x4b564d07;
  public static final int MSR_KVM_MIGRATION_CONTROL = 0x4b564d08;
}
