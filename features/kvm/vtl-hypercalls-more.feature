@vtl @hyperv
Feature: Hypercalls with XMM registers, and the other hypercalls that know of VTLs

  @VTL-16
  @proposed:hv-inactive-vtl @absence:VTL-14
  Rule: A fast hypercall that takes XMM registers exits with XMM0 to XMM5 in kvm_run behind params; one that gives them writes them back on success, and is #UD instead where CPUID is enforced and lacks HV_X64_HYPERCALL_XMM_OUTPUT_AVAILABLE

    Background:
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And XMM0 to XMM5 hold 0x11, 0x22, 0x33, 0x44, 0x55 and 0x66

    Scenario Outline: <name> brings the registers
      Given the guest is shown Hyper-V
      And the guest starts with RCX=<input>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for Hyper-V call <input> with 0 and 0
      And the XMM registers of the exit are 0x11, 0x22, 0x33, 0x44, 0x55 and 0x66

      Examples:
        | name                          | input   |
        | HvCallModifyVtlProtectionMask | 0x1000C |
        | HvCallGetVpRegisters          | 0x10050 |
        | HvCallSetVpRegisters          | 0x10051 |
        | HvCallTranslateVirtualAddress | 0x10052 |

    Scenario Outline: <name> takes the registers of the answer
      Given the guest is shown Hyper-V
      And the guest starts with RCX=<input>
      And the vCPU has exited for Hyper-V call <input> with 0 and 0
      And userspace answers with the XMM registers 0xA1, 0xA2, 0xA3, 0xA4, 0xA5 and 0xA6
      When the Hyper-V call is answered with 0 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And XMM0 is 0xA1, XMM1 is 0xA2 and XMM5 is 0xA6
      And RAX is 0 and RIP is past the VMCALL

      Examples:
        | name                          | input   |
        | HvCallGetVpRegisters          | 0x10050 |
        | HvCallTranslateVirtualAddress | 0x10052 |

    Scenario Outline: <what> keeps the guest's registers
      Given the guest is shown Hyper-V
      And the guest starts with RCX=<input>
      And the vCPU has exited for Hyper-V call <input> with 0 and 0
      And userspace answers with the XMM registers 0xA1, 0xA2, 0xA3, 0xA4, 0xA5 and 0xA6
      When the Hyper-V call is answered with <result> and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And XMM0 is 0x11, XMM1 is 0x22 and XMM5 is 0x66
      And RIP is past the VMCALL

      Examples:
        | what                        | input   | result |
        | A call that failed          | 0x10050 | 5      |
        | A call that is not fast     | 0x50    | 0      |
        | A call that gives none back | 0x10051 | 0      |

    Scenario: Without the feature, where CPUID is enforced, the answer is #UD
      Given the guest is shown Hyper-V without the features 0x8000
      And the guest may use no more of Hyper-V than CPUID shows
      And the guest starts with RAX=0x77 and RCX=0x10050
      And the vCPU has exited for Hyper-V call 0x10050 with 0 and 0
      When the Hyper-V call is answered with 0 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And exception 6 with error code 0 is queued
      And RAX is 0x77 and RIP is at the VMCALL

    Scenario: Without the feature, which is not enforced, the answer is taken
      Given the guest is shown Hyper-V without the features 0x8000
      And the guest starts with RCX=0x10050
      And the vCPU has exited for Hyper-V call 0x10050 with 0 and 0
      And userspace answers with the XMM registers 0xA1, 0xA2, 0xA3, 0xA4, 0xA5 and 0xA6
      When the Hyper-V call is answered with 0 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And XMM0 is 0xA1, XMM1 is 0xA2 and XMM5 is 0xA6

  @VTL-17
  @proposed:hv-inactive-vtl @absence:VTL-14
  Rule: HvCallGetVpRegisters, SetVpRegisters, TranslateVirtualAddress, StartVirtualProcessor and GetVpIndexFromApicId exit to userspace too, and HvCallSendSyntheticClusterIpi only where it names a VTL

    Background:
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        out 0x10, al
        """

    Scenario Outline: <name> exits, and its answer is completed
      Given the guest is shown Hyper-V
      And the guest starts with RCX=<code>, RDX=0x3000 and R8=0x4000
      And the vCPU has exited for Hyper-V call <code> with 0x3000 and 0x4000
      When the Hyper-V call is answered with 5 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 5 and RIP is past the VMCALL

      Examples:
        | name                          | code |
        | HvCallGetVpRegisters          | 0x50 |
        | HvCallSetVpRegisters          | 0x51 |
        | HvCallTranslateVirtualAddress | 0x52 |
        | HvCallStartVirtualProcessor   | 0x99 |
        | HvCallGetVpIndexFromApicId    | 0x9A |

    Scenario Outline: Without the privilege <privilege>, where CPUID is enforced, <code> is denied
      Given the guest is shown Hyper-V without the privileges <privilege>
      And the guest may use no more of Hyper-V than CPUID shows
      And the guest starts with RAX=0x77 and RCX=<code>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x06 to port 0x10

      Examples:
        | privilege | code |
        | 0x20000   | 0x50 |
        | 0x20000   | 0x51 |
        | 0x200000  | 0x99 |
        | 0x200000  | 0x9A |

    Scenario Outline: An IPI that names a VTL exits: <input>
      Given the guest is shown Hyper-V
      And guest memory at 0x3000 is filled with bytes 40 00 00 00 11 00 00 00
      And the guest starts with RCX=<input>, RDX=<first> and R8=1
      When KVM_RUN is called
      Then KVM_RUN returns 0 for Hyper-V call <input> with <first> and 1

      Examples:
        | input   | first        |
        | 0x1000B | 0x1100000040 |
        | 0x0B    | 0x3000       |
        | 0x10015 | 0x1100000040 |

    Scenario: An IPI that names no VTL stays in the kernel
      Given the guest is shown Hyper-V
      And the guest starts with RCX=0x1000B, RDX=0x40 and R8=1
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_IO

    Scenario: An IPI that names a VTL stays in the kernel where the guest is not shown VSM
      Given the guest is shown Hyper-V without the privileges 0x10000
      And the guest starts with RCX=0x1000B, RDX=0x1100000040 and R8=1
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_IO
