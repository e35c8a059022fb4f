package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Operand;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which forms of the instruction table are compared, and why others are not. */
final class Selection {
  private static final Map<String, String> MNEMONICS = new TreeMap<>();

  static {
    leaveOut("what it reads is not the model's", "CPUID", "RDTSC", "RDTSCP", "RDPID", "XGETBV");
    leaveOut(
        "the kernel and this process live by these bases",
        "RDFSBASE",
        "RDGSBASE",
        "WRFSBASE",
        "WRGSBASE");
    leaveOut(
        "the kernel emulates it for user code where UMIP is on",
        "SGDT",
        "SIDT",
        "SLDT",
        "SMSW",
        "STR");
    leaveOut("delivery of an event is the kernel's there", "INT", "INT1", "INT3", "INTO");
    leaveOut("a process that executes it calls the kernel", "SYSCALL", "SYSENTER");
    leaveOut("AMD's processors have it in other modes", "SYSRET", "SYSRETQ", "SYSEXIT", "SYSEXITQ");
    leaveOut("it asks the hypervisor", "VMCALL", "VMMCALL");
    leaveOut(
        "selectors and descriptors are the kernel's there",
        "LSS",
        "LFS",
        "LGS",
        "RETF",
        "IRET",
        "IRETD",
        "IRETQ");
  }

  private Selection() {}

  private static void leaveOut(String reason, String... mnemonics) {
    for (String mnemonic : mnemonics) {
      MNEMONICS.put(mnemonic, reason);
    }
  }

  /** Forms whose instructions are executed. */
  static List<Form> compared(Width width) {
    return Isa.all().stream().filter(form -> reason(form, width).isEmpty()).toList();
  }

  /** Why a form is left out. */
  static Optional<String> reason(Form form, Width width) {
    boolean only64 =
        List.of(Attribute.X64, Attribute.O64, Attribute.A64).stream().anyMatch(form::has);
    if (width == Width.LONG ? form.has(Attribute.I64) : only64) {
      return Optional.of("code of this width does not have it");
    }
    for (Operand operand : form.operands()) {
      switch (operand.kind()) {
        case SREG, FIXED_SREG, FAR_PTR -> {
          return Optional.of("selectors and descriptors are the kernel's there");
        }
        default -> {}
      }
      if (operand.size() == Operand.Size.FAR) {
        return Optional.of("selectors and descriptors are the kernel's there");
      }
    }
    return Optional.ofNullable(MNEMONICS.get(form.mnemonic()));
  }
}
