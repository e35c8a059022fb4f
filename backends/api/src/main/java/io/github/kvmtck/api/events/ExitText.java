package io.github.kvmtck.api.events;

import static io.github.kvmtck.api.uapi.RunBits.KVM_EXIT_IO_IN;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What a kvm_run says of an exit, with the kernel's names. */
final class ExitText {
  private static final HexFormat HEX = HexFormat.of();

  private ExitText() {}

  /**
   * @param failed whether KVM_RUN failed: exit_reason is then what an earlier exit left, unless the
   *     errno says otherwise
   */
  static String of(RunSnapshot run, boolean failed) {
    String exit = failed ? "(exit_reason " + name(run) + ")" : name(run) + detail(run);
    return exit + flags(run.flags());
  }

  private static String name(RunSnapshot run) {
    return Proposed.exitReason(run.exitReason());
  }

  private static String detail(RunSnapshot snapshot) {
    StructValue run = snapshot.run();
    Optional<ExitReason> reason = ExitReason.of(snapshot.exitReason());
    return reason.isEmpty()
        ? ""
        : switch (reason.get()) {
          case KVM_EXIT_IO -> io(run, snapshot.ioData());
          case KVM_EXIT_MMIO -> mmio(run);
          case KVM_EXIT_INTERNAL_ERROR -> internal(run);
          case KVM_EXIT_X86_RDMSR -> msr(run) + reason(run);
          case KVM_EXIT_X86_WRMSR -> msr(run) + " data 0x" + hex(run.get("msr.data")) + reason(run);
          case KVM_EXIT_SYSTEM_EVENT -> " type " + systemEvent((int) run.get("system_event.type"));
          case KVM_EXIT_IOAPIC_EOI -> " vector 0x" + hex(run.get("eoi.vector"));
          case KVM_EXIT_DEBUG -> fields(run, "debug.arch", "exception", "pc", "dr6", "dr7");
          case KVM_EXIT_FAIL_ENTRY ->
              fields(run, "fail_entry", "hardware_entry_failure_reason", "cpu");
          case KVM_EXIT_UNKNOWN -> fields(run, "hw", "hardware_exit_reason");
          case KVM_EXIT_HYPERCALL ->
              fields(run, "hypercall", "nr", "args[0]", "args[1]", "args[2]", "flags");
          case KVM_EXIT_MEMORY_FAULT -> fields(run, "memory_fault", "flags", "gpa", "size");
          case KVM_EXIT_TPR_ACCESS -> fields(run, "tpr_access", "rip", "is_write");
          case KVM_EXIT_XEN -> fields(run, "xen", "type", "u.hcall.input");
          case KVM_EXIT_HYPERV -> fields(run, "hyperv", "type", "u.hcall.input");
          default -> "";
        };
  }

  private static String io(StructValue run, byte[] data) {
    boolean in = run.get("io.direction") == KVM_EXIT_IO_IN;
    return " %s port 0x%x size %d count %d"
            .formatted(
                in ? "in" : "out", run.get("io.port"), run.get("io.size"), run.get("io.count"))
        + (in ? "" : " data " + HEX.formatHex(data));
  }

  private static String mmio(StructValue run) {
    boolean write = run.get("mmio.is_write") != 0;
    long len = run.get("mmio.len");
    byte[] data = run.bytes("mmio.data");
    return " %s 0x%x len %d".formatted(write ? "write" : "read", run.get("mmio.phys_addr"), len)
        + (write ? " data " + HEX.formatHex(data, 0, (int) Math.min(len, data.length)) : "");
  }

  private static String internal(StructValue run) {
    int suberror = (int) run.get("internal.suberror");
    String name =
        switch (suberror) {
          case RunBits.KVM_INTERNAL_ERROR_EMULATION -> "EMULATION";
          case RunBits.KVM_INTERNAL_ERROR_SIMUL_EX -> "SIMUL_EX";
          case RunBits.KVM_INTERNAL_ERROR_DELIVERY_EV -> "DELIVERY_EV";
          case RunBits.KVM_INTERNAL_ERROR_UNEXPECTED_EXIT_REASON -> "UNEXPECTED_EXIT_REASON";
          default -> Integer.toString(suberror);
        };
    long count = Math.min(run.get("internal.ndata"), 16);
    String data =
        LongStream.range(0, count)
            .mapToObj(i -> hex(run.get("internal.data[" + i + "]")))
            .collect(Collectors.joining(" "));
    return " suberror " + name + " data [" + data + "]";
  }

  private static String msr(StructValue run) {
    return " index 0x" + hex(run.get("msr.index"));
  }

  private static String reason(StructValue run) {
    int reason = (int) run.get("msr.reason");
    List<String> names = new ArrayList<>();
    add(names, reason, Msrs.KVM_MSR_EXIT_REASON_INVAL, "INVAL");
    add(names, reason, Msrs.KVM_MSR_EXIT_REASON_UNKNOWN, "UNKNOWN");
    add(names, reason, Msrs.KVM_MSR_EXIT_REASON_FILTER, "FILTER");
    return " reason " + String.join("|", names);
  }

  private static String systemEvent(int type) {
    return switch (type) {
      case RunBits.KVM_SYSTEM_EVENT_SHUTDOWN -> "SHUTDOWN";
      case RunBits.KVM_SYSTEM_EVENT_RESET -> "RESET";
      case RunBits.KVM_SYSTEM_EVENT_CRASH -> "CRASH";
      case RunBits.KVM_SYSTEM_EVENT_WAKEUP -> "WAKEUP";
      case RunBits.KVM_SYSTEM_EVENT_SUSPEND -> "SUSPEND";
      default -> Integer.toString(type);
    };
  }

  private static String fields(StructValue run, String of, String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(' ').append(name).append(" 0x").append(hex(run.get(of + "." + name)));
    }
    return text.toString();
  }

  private static String flags(int flags) {
    List<String> names = new ArrayList<>();
    add(names, flags, RunBits.KVM_RUN_X86_SMM, "SMM");
    add(names, flags, RunBits.KVM_RUN_X86_BUS_LOCK, "BUS_LOCK");
    add(names, flags, RunBits.KVM_RUN_X86_GUEST_MODE, "GUEST_MODE");
    add(names, flags, Proposed.KVM_RUN_NEEDS_COMPLETION, "NEEDS_COMPLETION");
    int known =
        RunBits.KVM_RUN_X86_SMM
            | RunBits.KVM_RUN_X86_BUS_LOCK
            | RunBits.KVM_RUN_X86_GUEST_MODE
            | Proposed.KVM_RUN_NEEDS_COMPLETION;
    if ((flags & ~known) != 0) {
      names.add("0x" + Integer.toHexString(flags & ~known));
    }
    return names.isEmpty() ? "" : " [flags " + String.join("|", names) + "]";
  }

  private static void add(List<String> names, int bits, int bit, String name) {
    if ((bits & bit) != 0) {
      names.add(name);
    }
  }

  private static String hex(long value) {
    return Long.toHexString(value);
  }
}
