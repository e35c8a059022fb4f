@completion @hyperv
Feature: A Hyper-V hypercall handed to userspace is completed at re-entry

  @COMP-27
  @needs-cap:HYPERV @needs-cap:HYPERV_SYNIC2
  Rule: Completing KVM_EXIT_HYPERV writes the result and skips the hypercall, though no version of the documentation lists it

    Background:
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And the guest is shown Hyper-V

    Scenario Outline: <name> exits with its input and its parameters
      Given the SynIC is active
      And the guest starts with RCX=<input>, RDX=<first> and R8=0x4000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for Hyper-V call <input> with <first> and 0x4000
      And RIP is at the VMCALL

      Examples:
        | name                       | input   | first  |
        | HvCallPostMessage          | 0x5C    | 0x3000 |
        | HvCallSignalEvent          | 0x1005D | 0x12   |
        | HvExtCallQueryCapabilities | 0x8001  | 0x3000 |

    Scenario Outline: Completion by <reason> writes the result and skips the hypercall
      Given the SynIC is active
      And the guest starts with RAX=0x99, RCX=0x5C, RDX=0x3000 and R8=0x4000
      And the vCPU has exited for Hyper-V call 0x5C with 0x3000 and 0x4000
      When the Hyper-V call is answered with 0x1122334455667788 and KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And RAX is 0x1122334455667788 and RIP is past the VMCALL

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

    Scenario: A completed hypercall is not repeated
      Given the SynIC is active
      And the guest starts with RCX=0x5C and RDX=0x3000
      And the vCPU has exited for Hyper-V call 0x5C with 0x3000 and 0
      When the Hyper-V call is answered with 0x11 and the operation is completed
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x11 and RIP is past the VMCALL

    Scenario: Without a SynIC userspace is not bothered
      Given the guest starts with RCX=0x5C and RDX=0x3000
      When the vCPU sleeps in KVM_RUN
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And RAX is 3 and RIP is past the HLT
