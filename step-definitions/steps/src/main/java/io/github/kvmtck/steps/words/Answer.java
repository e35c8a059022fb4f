package io.github.kvmtck.steps.words;

/** What userspace puts into kvm_run for the operation that an exit handed to it. */
public sealed interface Answer {
  String REFUSED = "the MSR access is refused";
  String READ = "the read is answered with ";
  String HYPERCALL = "the hypercall is answered with ";
  String HYPERV_CALL = "the Hyper-V call is answered with ";
  String REGEX =
      READ
          + Data.REGEX
          + "|"
          + REFUSED
          + "|"
          + HYPERCALL
          + Numbers.REGEX
          + "|"
          + HYPERV_CALL
          + Numbers.REGEX;

  /** The data of a port, MMIO or MSR read. */
  record Read(Data data) implements Answer {}

  /** msr.error, which becomes #GP(0). */
  record Refusal() implements Answer {}

  /** hypercall.ret. */
  record Hypercall(long value) implements Answer {}

  /** hyperv.u.hcall.result. */
  record HypervCall(long value) implements Answer {}

  /** Reads what {@link #REGEX} matches. */
  static Answer parse(String text) {
    if (text.equals(REFUSED)) {
      return new Refusal();
    }
    if (text.startsWith(HYPERV_CALL)) {
      return new HypervCall(Numbers.of(text.substring(HYPERV_CALL.length())));
    }
    return text.startsWith(READ)
        ? new Read(Data.parse(text.substring(READ.length())))
        : new Hypercall(Numbers.of(text.substring(HYPERCALL.length())));
  }
}
