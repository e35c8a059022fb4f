package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.io;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Run.RUN;

import java.util.List;
import java.util.Map;

/**
 * Numbers of interfaces that were proposed and never merged. Mainline has given several of them to
 * something else, so none of them detects a proposal: a kernel declares what it implements.
 *
 * <table>
 * <caption>Where the numbers come from and who has them today</caption>
 * <tr><th>proposal</th><th>number</th><th>source</th><th>mainline</th></tr>
 * <tr><td>KVM_RUN_NEEDS_COMPLETION</td><td>kvm_run.flags bit 15</td>
 *     <td>20250111012450.1262638-4-seanjc@google.com</td><td>free</td></tr>
 * <tr><td>KVM_CAP_NEEDS_COMPLETION</td><td>239</td>
 *     <td>the same</td><td>KVM_CAP_ARM_WRITABLE_IMP_ID_REGS</td></tr>
 * <tr><td>KVM_USER_EXIT v2</td><td>_IOW 0xad, 32 bytes</td>
 *     <td>Radim Krčmář, 5 Aug 2015, v2 4/5</td><td>_IO 0xad is KVM_KVMCLOCK_CTRL</td></tr>
 * <tr><td>KVM_USER_EXIT v1</td><td>_IOW 0xad, 64 bytes, on a VM</td>
 *     <td>lost; the changelog of v2 tells what it was, and the text of v2 still names a vcpu_id: the
 *     layout is this project's</td><td>free</td></tr>
 * <tr><td>KVM_CAP_USER_EXIT</td><td>120</td>
 *     <td>the same</td><td>KVM_CAP_GUEST_DEBUG_HW_WPS</td></tr>
 * <tr><td>KVM_EXIT_REQUEST</td><td>0xf0</td>
 *     <td>its patch, v2 3/5, is lost: the number is this project's</td><td>free</td></tr>
 * <tr><td>KVM_VCPU_MAKE_EXITFD</td><td>_IO 0xae</td>
 *     <td>Avi Kivity, 16 Aug 2015, no code: the number is this project's</td><td>free on x86</td></tr>
 * <tr><td>KVM_SET_USER_MEMORY_REGION_LIST</td><td>_IOW 0x49, 8 bytes</td>
 *     <td>20220909104506.738478-3-eesposit@redhat.com</td>
 *     <td>_IOW 0x49, 160 bytes is KVM_SET_USER_MEMORY_REGION2</td></tr>
 * <tr><td>entries of one such list</td><td>at most 64</td>
 *     <td>David Hildenbrand, Oct 2022, wants a sane limit: the number is this project's</td>
 *     <td></td></tr>
 * <tr><td>KVM_SET_ALL_USER_MEMORY_REGIONS</td><td>_IOW 0xf8, 8 bytes</td>
 *     <td>YzRvMZDoukMbeaxR@google.com names it, no code: the number and the structure are this
 *     project's</td><td>free</td></tr>
 * <tr><td>KVM_CONVERT_MEMORY_REGION</td><td>_IOW 0xf9, 32 bytes</td>
 *     <td>Sean Christopherson, 29 Sep 2022, no code: name, number and structure are this
 *     project's</td><td>free</td></tr>
 * <tr><td>KVM_MEM_USER_EXIT</td><td>flag bit 8 of a memory slot</td>
 *     <td>Sean Christopherson, 28 Sep 2022, no code: the number is this project's</td>
 *     <td>free</td></tr>
 * <tr><td>KVM_EXIT_MEM_USER_EXIT</td><td>0xf8</td>
 *     <td>the same</td><td>free</td></tr>
 * <tr><td>KVM_KICK_ALL_RUNNING_VCPUS</td><td>_IO 0xd2</td>
 *     <td>Emanuele Giuseppe Esposito, Oct 2022</td>
 *     <td>_IOW 0xd2 is KVM_SET_MEMORY_ATTRIBUTES</td></tr>
 * <tr><td>KVM_RESUME_ALL_KICKED_VCPUS</td><td>_IO 0xd3</td>
 *     <td>the same</td><td>free as _IO</td></tr>
 * <tr><td>KVM_MP_STATE_HV_INACTIVE_VTL</td><td>11</td>
 *     <td>20240609154945.55332-6-nsaenz@amazon.com</td><td>free</td></tr>
 * <tr><td>kvm_hyperv_exit.u.hcall.xmm</td><td>behind params</td>
 *     <td>20240609154945.55332-2-nsaenz@amazon.com</td><td>padding of kvm_run</td></tr>
 * <tr><td>KVM_MP_STATE_HALTED_USERSPACE</td><td>64</td>
 *     <td>Maxim Levitsky, 28 Nov 2023, no code: the number is this project's</td>
 *     <td>free</td></tr>
 * <tr><td>KVM_VCPU_WAIT</td><td>_IOW 0xf0, 8 bytes</td>
 *     <td>ZuSL_FCfvVywCPxm@google.com, no code: number and structure are this project's</td>
 *     <td>free</td></tr>
 * <tr><td>KVM_RUN_IGNORE_RFLAGS_IF</td><td>kvm_run.padding1[0] bit 0</td>
 *     <td>the same asks for "a kvm_run flag": the bit is this project's, outside of the union, in
 *     which a port exit would set it</td><td>padding</td></tr>
 * <tr><td>KVM_HYPERV_BLOCK</td><td>kvm_run.hyperv.pad1 bit 0</td>
 *     <td>the same, "blocks if some flag is set": the bit is this project's</td>
 *     <td>padding</td></tr>
 * <tr><td>KVM_VCPU_ARM_POLL</td><td>_IOW 0xf1, 8 bytes</td>
 *     <td>ZR35gq1NICwhOUAS@google.com asks for "formal uAPI": the number is this project's</td>
 *     <td>free</td></tr>
 * <tr><td>fetch from a hole</td><td>KVM_EXIT_MMIO with mmio.len 0</td>
 *     <td>YzMdjSkKaJ8HyWXh@google.com</td><td>len is never 0</td></tr>
 * <tr><td>KVM_EXIT_CODE_FETCH</td><td>0xf1</td>
 *     <td>the same mail names "an entirely new exit reason", no code: name and number are this
 *     project's, the layout is that of memory_fault</td><td>free</td></tr>
 * </table>
 */
public final class Proposed {
  private Proposed() {}

  /** In kvm_run.flags: the exit must be completed by another KVM_RUN (rule NC-01). */
  public static final int KVM_RUN_NEEDS_COMPLETION = 1 << 15;

  /** Rule NC-02. */
  public static final int KVM_CAP_NEEDS_COMPLETION = 239;

  /** Rule UX-01. */
  public static final int KVM_CAP_USER_EXIT = 120;

  /** Rule UX-05. */
  public static final int KVM_EXIT_REQUEST = 0xf0;

  /** Rule VTL-01. */
  public static final int KVM_MP_STATE_HV_INACTIVE_VTL = 11;

  /** Privileges in CPUID 0x40000003 EBX (rules VTL-02 and VTL-17). */
  public static final int HV_ACCESS_VSM = 1 << 16;

  public static final int HV_ACCESS_VP_REGISTERS = 1 << 17;
  public static final int HV_START_VIRTUAL_PROCESSOR = 1 << 21;

  /** In CPUID 0x40000003 EDX (rule VTL-16). */
  public static final int HV_X64_HYPERCALL_XMM_OUTPUT_AVAILABLE = 1 << 15;

  /** Hyper-V hypercalls that exit (rules VTL-14 and VTL-17). */
  public static final int HVCALL_MODIFY_VTL_PROTECTION_MASK = 0x0c;

  public static final int HVCALL_ENABLE_PARTITION_VTL = 0x0d;
  public static final int HVCALL_ENABLE_VP_VTL = 0x0f;
  public static final int HVCALL_VTL_CALL = 0x11;
  public static final int HVCALL_VTL_RETURN = 0x12;
  public static final int HVCALL_GET_VP_REGISTERS = 0x50;
  public static final int HVCALL_SET_VP_REGISTERS = 0x51;
  public static final int HVCALL_TRANSLATE_VIRTUAL_ADDRESS = 0x52;
  public static final int HVCALL_START_VP = 0x99;
  public static final int HVCALL_GET_VP_ID_FROM_APIC_ID = 0x9a;

  /** Rule VTL-16: six XMM registers in kvm_run, each low and high, for a fast hypercall. */
  public static final long HYPERV_XMM = RUN.offset("hyperv.u.hcall.params") + 2 * Long.BYTES;

  public static final int HYPERV_XMM_WORDS = 12;

  /** Rule VTL-A5. */
  public static final int KVM_MP_STATE_HALTED_USERSPACE = 64;

  /** Rule VTL-A2: a bit of kvm_run.padding1[0]. */
  public static final int KVM_RUN_IGNORE_RFLAGS_IF = 1 << 0;

  /** Where it is. */
  public static final long RUN_WAIT_FLAGS = RUN.offset("padding1");

  /** Rule VTL-A3: a bit of kvm_run.hyperv.pad1, for the completion of a VTL switch. */
  public static final int KVM_HYPERV_BLOCK = 1 << 0;

  /** Where it is. */
  public static final long HYPERV_FLAGS = RUN.offset("hyperv.pad1");

  /** Rule VTL-A1: what a wait is for. */
  public static final Struct VCPU_WAIT = struct("kvm_vcpu_wait", u32("type"), u32("flags"));

  /** Values of type: what ends HLT, and the same whatever RFLAGS.IF is. flags is 0. */
  public static final int KVM_VCPU_WAIT_HALT = 0;

  public static final int KVM_VCPU_WAIT_HV_INACTIVE_VTL = 1;

  /** Rule VTL-A1: blocks until an event is there. */
  public static final Request KVM_VCPU_WAIT = iow("KVM_VCPU_WAIT", 0xf0, VCPU_WAIT, VCPU);

  /** Rule VTL-A6: what poll(2) on the vCPU looks for until the next KVM_RUN; 0 is nothing. */
  public static final Struct VCPU_POLL = struct("kvm_vcpu_poll", u64("mask"));

  /** Bits of mask. */
  public static final int KVM_VCPU_POLL_UNBLOCK = 1 << 0;

  public static final int KVM_VCPU_POLL_EVENT = 1 << 1;
  public static final int KVM_VCPU_POLL_HV_STIMER = 1 << 2;

  /** Rule VTL-A6. */
  public static final Request KVM_VCPU_ARM_POLL = iow("KVM_VCPU_ARM_POLL", 0xf1, VCPU_POLL, VCPU);

  /** Rule FETCH-20: the len of an MMIO exit that stands for an instruction fetch. */
  public static final int MMIO_LEN_FETCH = 0;

  /** The alternative to rule FETCH-20; kvm_run.memory_fault.gpa says where no code was. */
  public static final int KVM_EXIT_CODE_FETCH = 0xf1;

  /** For KVM_USER_EXIT; all bytes zero (rule UX-04). */
  public static final Struct USER_EXIT = struct("kvm_user_exit", u8("reserved[32]"));

  /**
   * For KVM_USER_EXIT of version 1, which was made on a VM and so had to say which vCPU is meant
   * (rule UX-02).
   */
  public static final Struct USER_EXIT_V1 =
      struct("kvm_user_exit_v1", u32("vcpu_id"), u8("reserved[60]"));

  /** Rules UX-01 to UX-09: from any thread. */
  public static final Request KVM_USER_EXIT = iow("KVM_USER_EXIT", 0xad, USER_EXIT, VCPU);

  /** Rule UX-02: KVM_USER_EXIT as it was sent first. */
  public static final Request KVM_USER_EXIT_V1 = iow("KVM_USER_EXIT_V1", 0xad, USER_EXIT_V1, VM);

  /** Rule UX-10: returns an eventfd. */
  public static final Request KVM_VCPU_MAKE_EXITFD = io("KVM_VCPU_MAKE_EXITFD", 0xae, VCPU);

  /** Rules LIST-00 to LIST-14. */
  public static final Struct USERSPACE_MEMORY_REGION_ENTRY =
      struct(
          "kvm_userspace_memory_region_entry",
          u32("slot"),
          u32("flags"),
          u64("guest_phys_addr"),
          u64("memory_size"),
          u64("userspace_addr"),
          u8("invalidate_slot"),
          u8("padding[31]"));

  /** For KVM_SET_USER_MEMORY_REGION_LIST. */
  public static final Struct USERSPACE_MEMORY_REGION_LIST =
      struct(
          "kvm_userspace_memory_region_list",
          u32("nent"),
          u32("flags"),
          member(USERSPACE_MEMORY_REGION_ENTRY, "entries[]"));

  /** Changes several memslots so that no vCPU sees a hole. */
  public static final Request KVM_SET_USER_MEMORY_REGION_LIST =
      iow("KVM_SET_USER_MEMORY_REGION_LIST", 0x49, USERSPACE_MEMORY_REGION_LIST, VM);

  /** Rule LIST-10: entries of a list of the intended flavour; more are E2BIG. */
  public static final int MEMSLOT_LIST_MAX = 64;

  /** Rule ALT-01: every slot that there is to be. */
  public static final Struct ALL_USERSPACE_MEMORY_REGIONS =
      struct(
          "kvm_all_userspace_memory_regions",
          u32("nent"),
          u32("flags"),
          member(Memslots.USERSPACE_MEMORY_REGION, "entries[]"));

  /** Replaces all memory slots by others. */
  public static final Request KVM_SET_ALL_USER_MEMORY_REGIONS =
      iow("KVM_SET_ALL_USER_MEMORY_REGIONS", 0xf8, ALL_USERSPACE_MEMORY_REGIONS, VM);

  /**
   * Rule ALT-02: a slot becomes two, two become one, or one changes its size. {@code pages} is what
   * {@code slot} has afterwards; {@code other} comes by a split and goes by a merge.
   */
  public static final Struct MEMORY_REGION_CONVERSION =
      struct(
          "kvm_memory_region_conversion",
          u32("operation"),
          u32("flags"),
          u32("slot"),
          u32("other"),
          u64("pages"),
          u64("reserved"));

  /** Operations of KVM_CONVERT_MEMORY_REGION. */
  public static final int KVM_MEMORY_REGION_SPLIT = 0;

  public static final int KVM_MEMORY_REGION_MERGE = 1;
  public static final int KVM_MEMORY_REGION_GROW = 2;
  public static final int KVM_MEMORY_REGION_TRUNCATE = 3;

  /** Changes how memory is divided into slots, and neither where it is nor what is known of it. */
  public static final Request KVM_CONVERT_MEMORY_REGION =
      iow("KVM_CONVERT_MEMORY_REGION", 0xf9, MEMORY_REGION_CONVERSION, VM);

  /** Rule ALT-03: every guest access to the slot exits. */
  public static final int KVM_MEM_USER_EXIT = 1 << 8;

  /** Rule ALT-03: the exit, whose address is in memory_fault.gpa. */
  public static final int KVM_EXIT_MEM_USER_EXIT = 0xf8;

  /** Rules KICK-01 to KICK-08. */
  public static final Request KVM_KICK_ALL_RUNNING_VCPUS =
      io("KVM_KICK_ALL_RUNNING_VCPUS", 0xd2, VM);

  /** Rules KICK-01 to KICK-08. */
  public static final Request KVM_RESUME_ALL_KICKED_VCPUS =
      io("KVM_RESUME_ALL_KICKED_VCPUS", 0xd3, VM);

  /** Exit reasons that no header has, by name. */
  public static final Map<String, Integer> EXIT_REASONS =
      Map.of(
          "KVM_EXIT_REQUEST", KVM_EXIT_REQUEST,
          "KVM_EXIT_CODE_FETCH", KVM_EXIT_CODE_FETCH,
          "KVM_EXIT_MEM_USER_EXIT", KVM_EXIT_MEM_USER_EXIT);

  /** The name of an exit reason, mainline's or a proposed one; else the number itself. */
  public static String exitReason(int number) {
    return EXIT_REASONS.entrySet().stream()
        .filter(reason -> reason.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> ExitReason.name(number));
  }

  /**
   * The number of an exit reason, mainline's or a proposed one.
   *
   * @throws IllegalArgumentException where there is none of this name
   */
  public static int exitReason(String name) {
    Integer proposed = EXIT_REASONS.get(name);
    return proposed != null ? proposed : ExitReason.valueOf(name).number();
  }

  /** All proposed requests. */
  public static final List<Request> REQUESTS =
      List.of(
          KVM_USER_EXIT,
          KVM_USER_EXIT_V1,
          KVM_VCPU_MAKE_EXITFD,
          KVM_SET_USER_MEMORY_REGION_LIST,
          KVM_SET_ALL_USER_MEMORY_REGIONS,
          KVM_CONVERT_MEMORY_REGION,
          KVM_KICK_ALL_RUNNING_VCPUS,
          KVM_RESUME_ALL_KICKED_VCPUS,
          KVM_VCPU_WAIT,
          KVM_VCPU_ARM_POLL);
}
