@vtl @vtl-alternatives
Feature: Waiting for an event by poll

  @VTL-A6
  Rule: poll() on a vCPU is POLLERR until a mask is armed and POLLIN when something of the mask is there, for any number of tasks, and each KVM_RUN takes the mask back

    @proposed:vcpu-poll @absence:THR-06
    Scenario: Waiting by poll, nothing runs while nothing is pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by poll
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
      And the vCPU is unchanged

    @proposed:vcpu-poll @absence:THR-06
    Scenario Outline: Waiting by poll, <event> ends the wait and stays pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by poll
      When the vCPU waits
      And another task sends <event> with KVM_SIGNAL_MSI
      Then the wait ends with an event
      And the vCPU is unchanged
      When the wait is begun
      Then the wait ends with an event

      Examples:
        | event          |
        | an NMI         |
        | interrupt 0x40 |

    @proposed:vcpu-poll @absence:THR-06
    Scenario: Waiting by poll, an event that is there already ends the wait at once
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And the vCPU is to wait by poll
      When the wait is begun
      Then the wait ends with an event
      And the vCPU is unchanged

    @proposed:vcpu-poll @absence:THR-06
    Scenario Outline: Waiting by poll, <event> does not end the wait where <what>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And <what>
      And the vCPU is to wait by poll
      And another task sends <event> with KVM_SIGNAL_MSI
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR

      Examples:
        | event          | what                             |
        | interrupt 0x40 | the task priority is 0x50        |
        | interrupt 0x40 | interrupt 0x50 is in service     |
        | interrupt 0x40 | the vCPU is in the shadow of STI |
        | an NMI         | NMIs are masked                  |

    @proposed:vcpu-poll @absence:THR-06
    Scenario: Waiting by poll, the event is delivered when userspace lets the vCPU run
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        sti
        nop
        hlt
        """
      And the handler of vector 0x40 is
        """
        out 0x55, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by poll
      And the vCPU waits
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And the wait ends with an event
      When userspace lets the vCPU run
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @proposed:vcpu-poll @absence:THR-06
    Scenario: A vCPU on which nothing is armed is POLLERR
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And an NMI is queued
      When the vCPU is polled for input and output
      Then the poll reports POLLERR

    @proposed:vcpu-poll @absence:THR-06
    Scenario: HvCallVtlReturn arms the mask
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And the guest is shown Hyper-V
      And the guest starts with RCX=0x12
      And the vCPU has exited for Hyper-V call 0x12 with 0 and 0
      And an NMI is queued
      When the vCPU is polled for input and output
      Then the poll reports POLLIN

    @proposed:vcpu-poll @absence:THR-06
    Scenario: HvCallVtlCall arms nothing
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And the guest is shown Hyper-V
      And the guest starts with RCX=0x11
      And the vCPU has exited for Hyper-V call 0x11 with 0 and 0
      When the vCPU is polled for input and output
      Then the poll reports POLLERR

    @proposed:vcpu-poll @absence:THR-06
    Scenario: KVM_RUN takes the mask back
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the vCPU is to wait by poll
      And an NMI is queued
      And KVM_RUN is called with immediate_exit
      When the vCPU is polled for input and output
      Then the poll reports POLLERR

    @proposed:vcpu-poll @absence:THR-06
    Scenario: Two tasks poll, and one event ends both polls
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by poll
      And the vCPU waits
      And another task polls the vCPU and waits
      When another task sends an NMI with KVM_SIGNAL_MSI
      Then the wait ends with an event
      And the poll of the other task reports POLLIN

    @proposed:vcpu-poll @absence:THR-06
    Scenario: An unknown bit of the mask is EINVAL and arms nothing
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_VCPU_ARM_POLL is called with mask 0x8
      Then the call fails with EINVAL
      When the vCPU is polled for input and output
      Then the poll reports POLLERR

    @proposed:vcpu-poll @absence:THR-06
    Scenario: A condition that is not in the mask ends no poll
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And KVM_VCPU_ARM_POLL is called with mask 0x4
      And an NMI is queued
      When the vCPU is polled for input and output
      Then the poll reports nothing

    @proposed:vcpu-poll @absence:THR-06
    Scenario: epoll takes a vCPU
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When the vCPU is added to an epoll instance
      Then the call returns 0

    @not-proposed:vcpu-poll
    Scenario: Without the proposal nothing can be armed
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_VCPU_ARM_POLL is called with mask 0x2
      Then the call fails with EINVAL
      When the vCPU is polled for input and output
      Then the poll reports POLLIN and POLLOUT
