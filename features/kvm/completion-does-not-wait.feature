@completion
Feature: Completion waits for nothing

  @COMP-33
  Rule: Completion under immediate_exit or a pending signal never waits for a guest event

    @needs-cap:IRQCHIP
    Scenario Outline: A port read before a HLT is completed with <reason> and does not sleep
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is at the HLT
      And the MP state is KVM_MP_STATE_RUNNABLE

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

    @needs-cap:IRQCHIP
    Scenario Outline: An MMIO read on a HALTED vCPU is completed with <reason> and without an event
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov al, [0x10]
        out 0x11, al
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      And the MP state is set to KVM_MP_STATE_HALTED
      When the read is answered with 0xAB and KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the MOV
      And the MP state is KVM_MP_STATE_HALTED

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

    @proposed:hv-inactive-vtl @not-proposed:blocking-completion @absence:VTL-14
    Scenario Outline: The switch of VTLs <code> is completed with <reason> and waits for no event
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And the guest is shown Hyper-V
      And the guest starts with RCX=<code>
      And the vCPU has exited for Hyper-V call <code> with 0 and 0
      And userspace writes hyperv.pad1=1 into kvm_run
      When KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And RIP is past the VMCALL
      And the MP state is KVM_MP_STATE_RUNNABLE

      Examples:
        | code | reason          |
        | 0x11 | immediate_exit  |
        | 0x12 | immediate_exit  |
        | 0x12 | SIGUSR1 pending |
