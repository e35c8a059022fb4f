package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u16;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.Request.ior;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** General and special registers (api.rst 4.11 to 4.14, 4.131, 4.132). */
public final class Registers {
  private Registers() {}

  /** For KVM_GET_REGS and KVM_SET_REGS. */
  public static final Struct REGS =
      struct(
          "kvm_regs",
          u64("rax"),
          u64("rbx"),
          u64("rcx"),
          u64("rdx"),
          u64("rsi"),
          u64("rdi"),
          u64("rsp"),
          u64("rbp"),
          u64("r8"),
          u64("r9"),
          u64("r10"),
          u64("r11"),
          u64("r12"),
          u64("r13"),
          u64("r14"),
          u64("r15"),
          u64("rip"),
          u64("rflags"));

  /** A segment register with its hidden part. */
  public static final Struct SEGMENT =
      struct(
          "kvm_segment",
          u64("base"),
          u32("limit"),
          u16("selector"),
          u8("type"),
          u8("present"),
          u8("dpl"),
          u8("db"),
          u8("s"),
          u8("l"),
          u8("g"),
          u8("avl"),
          u8("unusable"),
          u8("padding"));

  /** GDTR or IDTR. */
  public static final Struct DTABLE =
      struct("kvm_dtable", u64("base"), u16("limit"), u16("padding[3]"));

  /** For KVM_GET_SREGS and KVM_SET_SREGS. */
  public static final Struct SREGS =
      struct(
          "kvm_sregs",
          member(SEGMENT, "cs"),
          member(SEGMENT, "ds"),
          member(SEGMENT, "es"),
          member(SEGMENT, "fs"),
          member(SEGMENT, "gs"),
          member(SEGMENT, "ss"),
          member(SEGMENT, "tr"),
          member(SEGMENT, "ldt"),
          member(DTABLE, "gdt"),
          member(DTABLE, "idt"),
          u64("cr0"),
          u64("cr2"),
          u64("cr3"),
          u64("cr4"),
          u64("cr8"),
          u64("efer"),
          u64("apic_base"),
          u64("interrupt_bitmap[4]"));

  /** For KVM_GET_SREGS2 and KVM_SET_SREGS2. */
  public static final Struct SREGS2 =
      struct(
          "kvm_sregs2",
          member(SEGMENT, "cs"),
          member(SEGMENT, "ds"),
          member(SEGMENT, "es"),
          member(SEGMENT, "fs"),
          member(SEGMENT, "gs"),
          member(SEGMENT, "ss"),
          member(SEGMENT, "tr"),
          member(SEGMENT, "ldt"),
          member(DTABLE, "gdt"),
          member(DTABLE, "idt"),
          u64("cr0"),
          u64("cr2"),
          u64("cr3"),
          u64("cr4"),
          u64("cr8"),
          u64("efer"),
          u64("apic_base"),
          u64("flags"),
          u64("pdptrs[4]"));

  /** The PDPTRs of KVM_GET_SREGS2 are valid. */
  public static final int KVM_SREGS2_FLAGS_PDPTRS_VALID = 1;

  /** api.rst 4.11. */
  public static final Request KVM_GET_REGS = ior("KVM_GET_REGS", 0x81, REGS, VCPU);

  /** api.rst 4.12. */
  public static final Request KVM_SET_REGS = iow("KVM_SET_REGS", 0x82, REGS, VCPU);

  /** api.rst 4.13. */
  public static final Request KVM_GET_SREGS = ior("KVM_GET_SREGS", 0x83, SREGS, VCPU);

  /** api.rst 4.14. EINVAL for a combination that the processor has not. */
  public static final Request KVM_SET_SREGS = iow("KVM_SET_SREGS", 0x84, SREGS, VCPU);

  /** api.rst 4.131. */
  public static final Request KVM_GET_SREGS2 = ior("KVM_GET_SREGS2", 0xcc, SREGS2, VCPU);

  /** api.rst 4.132. */
  public static final Request KVM_SET_SREGS2 = iow("KVM_SET_SREGS2", 0xcd, SREGS2, VCPU);

  /** For KVM_TRANSLATE. */
  public static final Struct TRANSLATION =
      struct(
          "kvm_translation",
          u64("linear_address"),
          u64("physical_address"),
          u8("valid"),
          u8("writeable"),
          u8("usermode"),
          u8("pad[5]"));

  /** api.rst 4.15. A guest virtual address by the vCPU's page tables. */
  public static final Request KVM_TRANSLATE = iowr("KVM_TRANSLATE", 0x85, TRANSLATION, VCPU);

  /** For KVM_GET_ONE_REG and KVM_SET_ONE_REG. */
  public static final Struct ONE_REG = struct("kvm_one_reg", u64("id"), u64("addr"));

  /** api.rst 4.69. */
  public static final Request KVM_GET_ONE_REG = iow("KVM_GET_ONE_REG", 0xab, ONE_REG, VCPU);

  /** api.rst 4.68. */
  public static final Request KVM_SET_ONE_REG = iow("KVM_SET_ONE_REG", 0xac, ONE_REG, VCPU);

  /** Parts of the id of {@link #ONE_REG}. */
  public static final long KVM_REG_ARCH_MASK = 0xff00000000000000L;

  public static final long KVM_REG_X86 = 0x2000000000000000L;
  public static final long KVM_REG_SIZE_MASK = 0x00f0000000000000L;
  public static final long KVM_REG_SIZE_U64 = 0x0030000000000000L;

  /** What a register of x86 is, in bits 32 to 39 of the id: an MSR, or one that KVM defines. */
  public static final int KVM_X86_REG_TYPE_MSR = 2;

  public static final int KVM_X86_REG_TYPE_KVM = 3;

  /** For KVM_GET_REG_LIST. */
  public static final Struct REG_LIST =
      struct(
          "kvm_reg_list",
          u64("n"), // number of regs
          u64("reg[]"));

  /** api.rst 4.84. E2BIG with the true number. */
  public static final Request KVM_GET_REG_LIST = iowr("KVM_GET_REG_LIST", 0xb0, REG_LIST, VCPU);
}
