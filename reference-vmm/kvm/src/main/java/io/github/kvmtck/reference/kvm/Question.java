package io.github.kvmtck.reference.kvm;

/** What an instruction asked of userspace, as KVM recorded it when it left. */
public sealed interface Question {

  /**
   * Port input.
   *
   * @param size bytes a unit
   * @param count units
   * @param string INS
   */
  record Port(int port, int size, int count, boolean string) implements Question {}

  /** OUT by the fast path. */
  record PortOut(int port, int size, long value) implements Question {}

  /** A piece of an MMIO read. */
  record Mmio(long address, int length) implements Question {}

  /** RDMSR. */
  record ReadMsr(int index, int reason) implements Question {}

  /** WRMSR. */
  record WriteMsr(int index, long value, int reason) implements Question {}

  /** Where the instruction is that uses the task priority: KVM itself knows what to answer. */
  record TaskPriority(boolean write) implements Question {}

  /** VMCALL or VMMCALL. */
  record Call() implements Question {}

  /** The same as a Hyper-V hypercall. */
  record HypervCall(HypervInput call) implements Question {}
}
