@vtl @vtl-alternatives
Feature: A completion that blocks, and why it must not

  @VTL-A3
  Rule: A completion of HvCallVtlCall or HvCallVtlReturn that blocks where a flag is set waits for an event even under immediate_exit, which COMP-33 forbids, and the wait is lost to a vCPU that is saved

    Background:
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        out 0x10, al
        """

    @proposed:blocking-completion @absence:VTL-A3
    Scenario Outline: Completing <name> with the flag waits even under immediate_exit
      Given the guest is shown Hyper-V
      And the local APIC is enabled by software
      And the guest starts with RCX=<code>
      And the vCPU has exited for Hyper-V call <code> with 0 and 0
      And userspace writes hyperv.pad1=1 and immediate_exit=1 into kvm_run
      When the vCPU sleeps in KVM_RUN
      And another task sends an NMI with KVM_SIGNAL_MSI
      Then KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT
      And RIP is past the VMCALL

      Examples:
        | name            | code |
        | HvCallVtlCall   | 0x11 |
        | HvCallVtlReturn | 0x12 |

    @proposed:blocking-completion @absence:VTL-A3
    Scenario: Without the flag completion ends in bounded time
      Given the guest is shown Hyper-V
      And the guest starts with RCX=0x12
      And the vCPU has exited for Hyper-V call 0x12 with 0 and 0
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is past the VMCALL

    @proposed:blocking-completion @absence:VTL-A3
    Scenario: A signal ends the wait, and the next KVM_RUN runs the VTL that was to wait
      Given the guest is shown Hyper-V
      And the guest starts with RCX=0x12
      And the vCPU has exited for Hyper-V call 0x12 with 0 and 0
      And userspace writes hyperv.pad1=1 into kvm_run
      When the vCPU sleeps in KVM_RUN
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10

    @proposed:blocking-completion @absence:VTL-A3
    Scenario: A vCPU that was completed and saved has lost the wait
      Given the guest is shown Hyper-V
      And the guest starts with RCX=0x12
      And the vCPU has exited for Hyper-V call 0x12 with 0 and 0
      And userspace writes hyperv.pad1=1 into kvm_run
      And KVM_RUN is called with SIGUSR1 pending
      When the vCPU is saved and restored into a fresh one
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10

    @not-proposed:blocking-completion @not-proposed:hv-inactive-vtl @not-proposed:vcpu-poll
    @needs-cap:HYPERV
    Scenario: Without the proposal the flag means nothing, and nothing waits
      Given the guest is shown Hyper-V
      And the guest starts with RCX=0x12
      When KVM_RUN is called with hyperv.pad1 1
      Then KVM_RUN returns 0 for a 1-byte write of 0x02 to port 0x10
