package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import java.util.Set;

/** What instructions are about, and which are asked. */
final class Subjects {
  /** About the system by name; others are by their operands. */
  static final Set<String> SYSTEM =
      Set.of(
          "SGDT",
          "SIDT",
          "LGDT",
          "LIDT",
          "SMSW",
          "LMSW",
          "INVLPG",
          "CLTS",
          "SLDT",
          "STR",
          "LLDT",
          "LTR",
          "VERR",
          "VERW",
          "LAR",
          "LSL",
          "ARPL",
          "RDMSR",
          "WRMSR",
          "SYSCALL",
          "SYSRET",
          "SYSRETQ",
          "SYSENTER",
          "SYSEXIT",
          "SYSEXITQ",
          "SWAPGS",
          "RETF",
          "IRET",
          "IRETD",
          "IRETQ",
          "INT",
          "INT3",
          "INTO",
          "CLI",
          "STI",
          "PUSHF",
          "PUSHFD",
          "PUSHFQ",
          "POPF",
          "POPFD",
          "POPFQ",
          "LES",
          "LDS",
          "LSS",
          "LFS",
          "LGS",
          "CLAC",
          "STAC");

  /** What a judge cannot be asked, or does elsewhere. */
  static final Set<String> LEFT_OUT =
      Set.of(
          // The end of every run.
          "HLT",
          // A step of QEMU does not end at it.
          "PAUSE",
          "MWAIT",
          "MONITOR",
          // The machine around the processor answers.
          "IN",
          "OUT",
          "INSB",
          "INSW",
          "INSD",
          "OUTSB",
          "OUTSW",
          "OUTSD",
          "CPUID",
          "RDTSC",
          "RDTSCP",
          "RDPMC",
          "VMCALL",
          "VMMCALL",
          "RSM",
          "RDRAND",
          "RDSEED",
          "RDPID",
          // Nobody sets what they store.
          "FXSAVE",
          "FXRSTOR",
          "FXSAVE64",
          "FXRSTOR64",
          "XSAVE",
          "XRSTOR",
          "XSAVE64",
          "XRSTOR64",
          "XGETBV",
          "XSETBV");

  private Subjects() {}

  /** Whether it is about selectors or control or debug registers by its operands. */
  static boolean selector(Form form) {
    return syntax(form).contains("Sreg")
        || syntax(form).contains("CRn")
        || syntax(form).contains("DRn")
        || syntax(form).contains("16:")
        || syntax(form).matches("POP [DEFGS]S");
  }

  /** The form in the manuals' notation, without its encoding. */
  static String syntax(Form form) {
    return form.notation().split("\\|", -1)[1].strip();
  }

  /** Registers that nobody sets: they do the same in every mode. */
  static boolean vector(Form form) {
    boolean x87 = form.map() == 0 && form.opcode() >= 0xd8 && form.opcode() <= 0xdf;
    return x87
        || form.operands().stream()
            .anyMatch(o ->
                switch (o.kind()) {
                  case MM, MM_RM, MM_REG, XMM, XMM_RM, XMM_REG -> true;
                  default -> false;
                });
  }

  /** SDM vol. 2: SHLD and SHRD by more than the operand has, BSWAP of 16 bits. */
  static boolean defined(Insn insn) {
    boolean narrow = insn.bits() == 16;
    return switch (insn.form().mnemonic()) {
      case "BSWAP" -> !narrow;
      // Without an APIC, kvm_run has CR8.
      case "MOV" -> !(syntax(insn.form()).contains("CRn") && insn.reg() == 8);
      case "SHLD", "SHRD" -> !narrow || (insn.immediate() & 31) <= 16;
      default -> true;
    };
  }
}
