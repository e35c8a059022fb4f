package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.io;
import static io.github.kvmtck.api.uapi.Request.iow;

import java.util.List;
import java.util.Map;

/**
 * Numbers of interfaces that were proposed and never merged. Mainline has given several of them to
 * something else, so none of them detects a proposal: a kernel declares what it implements.
 *
 * <p>The table is for all of them. What changes memory slots is in {@link ProposedMemslots},
 * virtual trust levels in {@link ProposedVtl}, waiting in {@link ProposedWaits}; what makes a vCPU
 * leave the guest, or tells why it did, is here.
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
          "KVM_EXIT_MEM_USER_EXIT", ProposedMemslots.KVM_EXIT_MEM_USER_EXIT);

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
          ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST,
          ProposedMemslots.KVM_SET_ALL_USER_MEMORY_REGIONS,
          ProposedMemslots.KVM_CONVERT_MEMORY_REGION,
          KVM_KICK_ALL_RUNNING_VCPUS,
          KVM_RESUME_ALL_KICKED_VCPUS,
          ProposedWaits.KVM_VCPU_WAIT,
          ProposedWaits.KVM_VCPU_ARM_POLL);
}
