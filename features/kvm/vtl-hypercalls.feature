@vtl @hyperv
Feature: The hypercalls of Hyper-V's Virtual Secure Mode

  @VTL-14
  Rule: HvCallModifyVtlProtectionMask, EnablePartitionVtl, EnableVpVtl, VtlCall and VtlReturn exit with KVM_EXIT_HYPERV, input and parameters filled; without the proposal they give HV_STATUS_INVALID_HYPERCALL_CODE and no exit, and where CPUID is enforced and lacks HV_ACCESS_VSM there is no exit either, and those that have a result give HV_STATUS_ACCESS_DENIED

    Background:
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        out 0x10, al
        """

    @proposed:hv-inactive-vtl @absence:VTL-14
    Scenario Outline: <name> exits with its input and its parameters
      Given the guest is shown Hyper-V
      And the guest starts with RAX=0x77, RCX=<input>, RDX=0x3000 and R8=0x4000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for Hyper-V call <input> with 0x3000 and 0x4000
      And kvm_run.hyperv.type is 2
      And RAX is 0x77 and RIP is at the VMCALL

      Examples:
        | name                          | input       |
        | HvCallModifyVtlProtectionMask | 0x10000000C |
        | HvCallEnablePartitionVtl      | 0x0D        |
        | HvCallEnableVpVtl             | 0x0F        |
        | HvCallVtlCall                 | 0x11        |
        | HvCallVtlReturn               | 0x12        |

    @proposed:hv-inactive-vtl @absence:VTL-14
    Scenario Outline: Without the privilege, which is not enforced, <code> exits
      Given the guest is shown Hyper-V without the privileges 0x10000
      And the guest starts with RCX=<code>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for Hyper-V call <code> with 0 and 0

      Examples:
        | code |
        | 0x11 |
        | 0x12 |

    @proposed:hv-inactive-vtl @absence:VTL-14
    Scenario Outline: Without the privilege, where CPUID is enforced, <code> is denied
      Given the guest is shown Hyper-V without the privileges 0x10000
      And the guest may use no more of Hyper-V than CPUID shows
      And the guest starts with RAX=0x77 and RCX=<code>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x06 to port 0x10
      And RAX is 6

      Examples:
        | code |
        | 0x0C |
        | 0x0D |
        | 0x0F |

    @proposed:hv-inactive-vtl @absence:VTL-14
    Scenario Outline: Without the privilege, where CPUID is enforced, a switch by <code> does not exit
      Given the guest is shown Hyper-V without the privileges 0x10000
      And the guest may use no more of Hyper-V than CPUID shows
      And the guest starts with RAX=0x77 and RCX=<code>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x06 to port 0x10 or for a 1-byte write of 0x77 to port 0x10, which is recorded

      Examples:
        | code |
        | 0x11 |
        | 0x12 |

    @proposed:hv-inactive-vtl @absence:VTL-14
    Scenario Outline: With the privilege, where CPUID is enforced, <code> exits
      Given the guest is shown Hyper-V
      And the guest may use no more of Hyper-V than CPUID shows
      And the guest starts with RCX=<code>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for Hyper-V call <code> with 0 and 0

      Examples:
        | code |
        | 0x0D |
        | 0x12 |

    @not-proposed:hv-inactive-vtl @not-proposed:blocking-completion @not-proposed:vcpu-poll
    @needs-cap:HYPERV
    Scenario Outline: Without the proposal <code> is an unknown hypercall
      Given the guest is shown Hyper-V
      And the guest starts with RAX=0x77 and RCX=<code>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x02 to port 0x10
      And RAX is 2

      Examples:
        | code |
        | 0x0C |
        | 0x0D |
        | 0x0F |
        | 0x11 |
        | 0x12 |

    @not-proposed:hv-inactive-vtl @not-proposed:blocking-completion @not-proposed:vcpu-poll
    @needs-cap:HYPERV
    Scenario: Without the proposal a guest learns so by the hypercall page too
      Given the guest is shown Hyper-V
      And the hypercall page is at 0x3000
      And guest memory at 0xF000 is filled with bytes 03 10 00 00 00 00 00 00
      And the guest starts with RIP=0x3000 and RCX=0x0D
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x02 to port 0x10

    @not-proposed:hv-inactive-vtl @not-proposed:blocking-completion @not-proposed:vcpu-poll
    @needs-cap:HYPERV @needs-cap:HYPERV_ENFORCE_CPUID
    Scenario: Without the proposal enforcing CPUID denies no hypercall that is unknown
      Given the guest is shown Hyper-V
      And the guest may use no more of Hyper-V than CPUID shows
      And the guest starts with RAX=0x77 and RCX=0x0D
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x02 to port 0x10

  @VTL-15
  @proposed:hv-inactive-vtl @absence:VTL-14
  Rule: Completing HvCallVtlCall or HvCallVtlReturn skips the instruction and writes no result, and every other hypercall gets its result

    Background:
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And the guest is shown Hyper-V

    Scenario Outline: <name> keeps RAX and skips the instruction
      Given the guest starts with RAX=0x1122334455667788, RCX=<code> and RDX=0x3000
      And the vCPU has exited for Hyper-V call <code> with 0x3000 and 0
      When the Hyper-V call is answered with 5 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x1122334455667788, RDX is 0x3000 and RIP is past the VMCALL

      Examples:
        | name            | code |
        | HvCallVtlCall   | 0x11 |
        | HvCallVtlReturn | 0x12 |

    Scenario Outline: <name> gets its result
      Given the guest starts with RAX=0x1122334455667788 and RCX=<code>
      And the vCPU has exited for Hyper-V call <code> with 0 and 0
      When the Hyper-V call is answered with 5 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 5 and RIP is past the VMCALL

      Examples:
        | name                          | code |
        | HvCallModifyVtlProtectionMask | 0x0C |
        | HvCallEnablePartitionVtl      | 0x0D |
        | HvCallEnableVpVtl             | 0x0F |

    Scenario: What userspace writes over the input does not change what is completed
      Given the guest starts with RAX=0x77 and RCX=0x12
      And the vCPU has exited for Hyper-V call 0x12 with 0 and 0
      When userspace writes hyperv.u.hcall.input=0x0D into kvm_run
      And the Hyper-V call is answered with 5 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x77 and RIP is past the VMCALL
