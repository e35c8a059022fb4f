@completion
Feature: A hypercall handed to userspace is completed at re-entry

  @COMP-25
  @needs-cap:EXIT_HYPERCALL
  Rule: Completing a KVM_HC_MAP_GPA_RANGE hypercall skips the instruction and puts hypercall.ret into RAX, truncated to 32 bits outside 64-bit mode

    Scenario: The exit carries number and arguments
      Given a vCPU in real mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And userspace handles the hypercall KVM_HC_MAP_GPA_RANGE
      And the guest starts with RAX=12, RBX=0x4000, RCX=2 and RDX=0x10
      When KVM_RUN is called
      Then KVM_RUN returns 0 for hypercall 12 with 0x4000, 2 and 0x10
      And RIP is at the VMCALL

    Scenario Outline: The exit says whether it comes from 64-bit mode: <mode>
      Given a vCPU in <mode> at 0x1000 running
        """
        vmcall
        hlt
        """
      And userspace handles the hypercall KVM_HC_MAP_GPA_RANGE
      And the guest starts with RAX=12, RBX=0x4000, RCX=2 and RDX=0x10
      When KVM_RUN is called
      Then KVM_RUN returns 0 for hypercall 12 with 0x4000, 2 and 0x10
      And kvm_run.hypercall.flags is <flags>

      Examples:
        | mode               | flags |
        | real mode          | 0     |
        | protected mode     | 0     |
        | compatibility mode | 0     |
        | 64-bit mode        | 1     |

    Scenario Outline: <count> pages at <gpa> are no range, and the guest gets KVM_EINVAL without an exit
      Given a vCPU in <mode> at 0x1000 running
        """
        vmcall
        hlt
        """
      And userspace handles the hypercall KVM_HC_MAP_GPA_RANGE
      And the guest starts with RAX=12, RBX=<gpa>, RCX=<count> and RDX=0x10
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is <answer>

      Examples:
        | mode        | gpa    | count              | answer             |
        | real mode   | 0x4001 | 2                  | 0xFFFFFFEA         |
        | real mode   | 0x4000 | 0                  | 0xFFFFFFEA         |
        | 64-bit mode | 0x4000 | 0xFFFFFFFFFFFFFFFF | 0xFFFFFFFFFFFFFFEA |

    Scenario Outline: In <mode> 32 bits of the answer arrive
      Given a vCPU in <mode> at 0x1000 running
        """
        vmcall
        hlt
        """
      And userspace handles the hypercall KVM_HC_MAP_GPA_RANGE
      And the guest starts with RAX=12, RBX=0x4000, RCX=2 and RDX=0x10
      And the vCPU has exited for hypercall 12 with 0x4000, 2 and 0x10
      When the hypercall is answered with 0x1122334455667788 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x55667788 and RIP is past the VMCALL

      Examples:
        | mode               |
        | real mode          |
        | protected mode     |
        | compatibility mode |

    Scenario: In 64-bit mode the whole answer arrives
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And userspace handles the hypercall KVM_HC_MAP_GPA_RANGE
      And the guest starts with RAX=12, RBX=0x4000, RCX=2 and RDX=0x10
      And the vCPU has exited for hypercall 12 with 0x4000, 2 and 0x10
      When the hypercall is answered with 0x1122334455667788 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x1122334455667788 and RIP is past the VMCALL

    Scenario Outline: In <mode> a completed hypercall is not repeated by a restored vCPU
      Given a vCPU in <mode> at 0x1000 running
        """
        vmcall
        hlt
        """
      And userspace handles the hypercall KVM_HC_MAP_GPA_RANGE
      And the guest starts with RAX=12, RBX=0x4000, RCX=2 and RDX=0x10
      And the vCPU has exited for hypercall 12 with 0x4000, 2 and 0x10
      And the hypercall is answered with 0 and the operation is completed
      When the vCPU is saved and restored into a fresh one
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 0

      Examples:
        | mode           |
        | real mode      |
        | 64-bit mode    |

    Scenario: Unanswered, the hypercall gives the guest what was in hypercall.ret
      Given a vCPU in real mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And userspace handles the hypercall KVM_HC_MAP_GPA_RANGE
      And the guest starts with RAX=12, RBX=0x4000, RCX=2 and RDX=0x10
      And KVM_RUN is called with hypercall.ret 0x77
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x77 or 0, which is recorded

    Scenario Outline: In <mode> 32 bits of number and arguments count
      Given a vCPU in <mode> at 0x1000 running
        """
        vmcall
        hlt
        """
      And userspace handles the hypercall KVM_HC_MAP_GPA_RANGE
      And the guest starts with RAX=0xF0000000C, RBX=0xF00004000, RCX=0xF00000002 and RDX=0xF00000010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for hypercall 12 with 0x4000, 2 and 0x10

      Examples:
        | mode               |
        | protected mode     |
        | compatibility mode |
