package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.Run.RUN;

/** Offsets in {@link Run#RUN} of what is used on every exit. */
public final class RunOffsets {
  private RunOffsets() {}

  public static final long REQUEST_INTERRUPT_WINDOW = RUN.offset("request_interrupt_window");
  public static final long IMMEDIATE_EXIT = RUN.offset("immediate_exit");
  public static final long EXIT_REASON = RUN.offset("exit_reason");
  public static final long READY_FOR_INTERRUPT_INJECTION =
      RUN.offset("ready_for_interrupt_injection");
  public static final long IF_FLAG = RUN.offset("if_flag");
  public static final long FLAGS = RUN.offset("flags");
  public static final long CR8 = RUN.offset("cr8");
  public static final long APIC_BASE = RUN.offset("apic_base");

  public static final long IO_DIRECTION = RUN.offset("io.direction");
  public static final long IO_SIZE = RUN.offset("io.size");
  public static final long IO_PORT = RUN.offset("io.port");
  public static final long IO_COUNT = RUN.offset("io.count");
  public static final long IO_DATA_OFFSET = RUN.offset("io.data_offset");

  public static final long MMIO_PHYS_ADDR = RUN.offset("mmio.phys_addr");
  public static final long MMIO_DATA = RUN.offset("mmio.data");
  public static final long MMIO_LEN = RUN.offset("mmio.len");
  public static final long MMIO_IS_WRITE = RUN.offset("mmio.is_write");

  public static final long MSR_ERROR = RUN.offset("msr.error");
  public static final long MSR_REASON = RUN.offset("msr.reason");
  public static final long MSR_INDEX = RUN.offset("msr.index");
  public static final long MSR_DATA = RUN.offset("msr.data");

  public static final long EOI_VECTOR = RUN.offset("eoi.vector");
  public static final long TPR_ACCESS_RIP = RUN.offset("tpr_access.rip");
  public static final long TPR_ACCESS_IS_WRITE = RUN.offset("tpr_access.is_write");

  public static final long HYPERCALL_NR = RUN.offset("hypercall.nr");
  public static final long HYPERCALL_ARGS = RUN.offset("hypercall.args");
  public static final long HYPERCALL_RET = RUN.offset("hypercall.ret");
  public static final long HYPERCALL_FLAGS = RUN.offset("hypercall.flags");

  public static final long KVM_VALID_REGS = RUN.offset("kvm_valid_regs");
  public static final long KVM_DIRTY_REGS = RUN.offset("kvm_dirty_regs");
  public static final long SYNC_REGS = RUN.offset("s.regs.regs");
  public static final long SYNC_SREGS = RUN.offset("s.regs.sregs");
  public static final long SYNC_EVENTS = RUN.offset("s.regs.events");
}
