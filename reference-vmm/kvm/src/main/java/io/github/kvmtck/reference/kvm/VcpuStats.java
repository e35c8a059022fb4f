package io.github.kvmtck.reference.kvm;

/** Counters of a vCPU that KVM_GET_STATS_FD shows; written by the task that runs it. */
public final class VcpuStats {
  /** One counter, by its name in kvm_vcpu_stats_desc. */
  public enum Counter {
    EXITS,
    IO_EXITS,
    MMIO_EXITS,
    SIGNAL_EXITS,
    IRQ_WINDOW_EXITS,
    HALT_EXITS,
    REQUEST_IRQ_EXITS,
    IRQ_INJECTIONS,
    NMI_INJECTIONS,
    REQ_EVENT,
    INSN_EMULATION,
    INSN_EMULATION_FAIL,
    HYPERCALLS;

    private static final Counter[] ALL = values();
  }

  private final long[] counts = new long[Counter.ALL.length];

  @SuppressWarnings("EnumOrdinal") // A counter on the path of every exit: an array, no map.
  public void count(Counter counter) {
    counts[counter.ordinal()]++;
  }

  @SuppressWarnings("EnumOrdinal") // As above.
  public long get(Counter counter) {
    return counts[counter.ordinal()];
  }
}
