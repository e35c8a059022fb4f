package io.github.kvmtck.steps.words;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Mmio;
import io.github.kvmtck.api.client.PortIo;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.HyperV;
import io.github.kvmtck.api.uapi.Proposed;
import java.util.List;

/**
 * An exit to userspace in the words of the scenarios, whether expected or seen in kvm_run (api.rst
 * section 5). Two exits are the same if they print the same.
 */
public sealed interface Exit {

  /** Room in kvm_run.mmio.data. */
  int MMIO_DATA_BYTES = 8;

  /** The number in kvm_run.exit_reason. */
  int reason();

  /** What kvm_run says now. */
  static Exit in(MappedRun run) {
    int reason = run.exitReason();
    if (reason == Proposed.KVM_EXIT_CODE_FETCH) {
      return new FailedFetch(run.get("memory_fault.gpa"));
    }
    return switch (ExitReason.of(reason).orElse(ExitReason.KVM_EXIT_UNKNOWN)) {
      case KVM_EXIT_IO -> port(run);
      case KVM_EXIT_MMIO -> mmio(run);
      case KVM_EXIT_X86_RDMSR -> new MsrRead((int) run.get("msr.index"));
      case KVM_EXIT_X86_WRMSR -> new MsrWrite(run.get("msr.data"), (int) run.get("msr.index"));
      case KVM_EXIT_HYPERCALL ->
          new Hypercall(
              run.get("hypercall.nr"),
              List.of(
                  run.get("hypercall.args[0]"),
                  run.get("hypercall.args[1]"),
                  run.get("hypercall.args[2]")));
      case KVM_EXIT_HYPERV -> hyperv(run);
      default -> new Other(reason);
    };
  }

  private static Exit hyperv(MappedRun run) {
    return run.get("hyperv.type") == HyperV.KVM_EXIT_HYPERV_HCALL
        ? new HypervCall(
            run.get("hyperv.u.hcall.input"),
            run.get("hyperv.u.hcall.params[0]"),
            run.get("hyperv.u.hcall.params[1]"))
        : new Other(ExitReason.KVM_EXIT_HYPERV.number());
  }

  private static Exit port(MappedRun run) {
    PortIo io = run.io();
    return io.isIn()
        ? new PortRead(io.size(), io.count(), io.port())
        : new PortWrite(io.size(), Data.of(run.ioData()), io.port());
  }

  private static Exit mmio(MappedRun run) {
    Mmio mmio = run.mmio();
    if (mmio.isWrite() && mmio.len() > MMIO_DATA_BYTES) {
      return new OversizedWrite(mmio.len(), mmio.physAddr());
    }
    return mmio.isWrite()
        ? new MmioWrite(Data.of(run.mmioData()), mmio.physAddr())
        : new MmioRead(mmio.len(), mmio.physAddr());
  }

  /** Whether an exit that was seen is the one meant here. */
  default boolean matches(Exit seen) {
    return equals(seen);
  }

  /**
   * IN, or a batch of INS.
   *
   * @param size of a unit in bytes
   */
  record PortRead(int size, int count, int port) implements Exit {
    @Override
    public int reason() {
      return ExitReason.KVM_EXIT_IO.number();
    }

    @Override
    public String toString() {
      String at = " port " + Numbers.show(port);
      String unit = size == 1 ? "bytes" : size == 2 ? "words" : "dwords";
      return count == 1
          ? "a " + size + "-byte read of" + at
          : "a string read of " + count + " " + unit + " from" + at;
    }
  }

  /**
   * OUT, or one unit of OUTS.
   *
   * @param size of a unit in bytes
   */
  record PortWrite(int size, Data data, int port) implements Exit {
    @Override
    public int reason() {
      return ExitReason.KVM_EXIT_IO.number();
    }

    @Override
    public String toString() {
      return "a " + size + "-byte write of " + data + " to port " + Numbers.show(port);
    }
  }

  /** A load from where no memory is; {@code len} in bytes. */
  record MmioRead(int len, long gpa) implements Exit {
    @Override
    public int reason() {
      return ExitReason.KVM_EXIT_MMIO.number();
    }

    @Override
    public String toString() {
      String bytes = len == 1 ? " byte at " : " bytes at ";
      return "an MMIO read of " + len + bytes + Numbers.show(gpa);
    }
  }

  /** A store to where no memory is. */
  record MmioWrite(Data data, long gpa) implements Exit {
    @Override
    public int reason() {
      return ExitReason.KVM_EXIT_MMIO.number();
    }

    @Override
    public String toString() {
      return "an MMIO write of " + data + " at " + Numbers.show(gpa);
    }
  }

  /** A store of more bytes than kvm_run has room for, which no kernel may ask for. */
  record OversizedWrite(int len, long gpa) implements Exit {
    @Override
    public int reason() {
      return ExitReason.KVM_EXIT_MMIO.number();
    }

    @Override
    public String toString() {
      return "an MMIO write of " + len + " bytes at " + Numbers.show(gpa);
    }
  }

  /** A code fetch from where no memory is, by the exit reason that was proposed for it. */
  record FailedFetch(long gpa) implements Exit {
    @Override
    public int reason() {
      return Proposed.KVM_EXIT_CODE_FETCH;
    }

    @Override
    public String toString() {
      return "a failed fetch at " + Numbers.show(gpa);
    }
  }

  /** RDMSR handed to userspace. */
  record MsrRead(int index) implements Exit {
    @Override
    public int reason() {
      return ExitReason.KVM_EXIT_X86_RDMSR.number();
    }

    @Override
    public String toString() {
      return "a read of MSR " + Numbers.show(Integer.toUnsignedLong(index));
    }
  }

  /** WRMSR handed to userspace. */
  record MsrWrite(long data, int index) implements Exit {
    @Override
    public int reason() {
      return ExitReason.KVM_EXIT_X86_WRMSR.number();
    }

    @Override
    public String toString() {
      String msr = Numbers.show(Integer.toUnsignedLong(index));
      return "a write of " + Numbers.show(data) + " to MSR " + msr;
    }
  }

  /** A hypercall with its first three arguments. */
  record Hypercall(long nr, List<Long> args) implements Exit {
    @Override
    public int reason() {
      return ExitReason.KVM_EXIT_HYPERCALL.number();
    }

    @Override
    public String toString() {
      List<String> shown = args.stream().map(Numbers::show).toList();
      return "hypercall " + nr + " with " + shown;
    }
  }

  /** A Hyper-V hypercall with its input value and its two parameters. */
  record HypervCall(long input, long first, long second) implements Exit {
    @Override
    public int reason() {
      return ExitReason.KVM_EXIT_HYPERV.number();
    }

    @Override
    public String toString() {
      return "Hyper-V call "
          + Numbers.show(input)
          + " with "
          + Numbers.show(first)
          + " and "
          + Numbers.show(second);
    }
  }

  /** An exit of which only the reason counts. */
  record Other(int reason) implements Exit {
    @Override
    public boolean matches(Exit seen) {
      return reason == seen.reason();
    }

    @Override
    public String toString() {
      return Proposed.exitReason(reason);
    }
  }
}
