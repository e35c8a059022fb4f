@kvm-run
Feature: Capabilities that change what exits cost

  @RUN-07
  Rule: KVM_CAP_X86_DISABLE_EXITS and KVM_CAP_HALT_POLL accept exactly the documented arguments and do not change which events wake a vCPU

    @needs-cap:HALT_POLL
    Scenario Outline: KVM_CAP_HALT_POLL with <argument> and flags <flags> gives <outcome>
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_CAP_HALT_POLL is enabled on the VM with flags <flags> and argument <argument>
      Then the call <outcome>
      And the vCPU is unchanged

      Examples:
        | argument    | flags | outcome           |
        | 0           | 0     | returns 0         |
        | 200000      | 0     | returns 0         |
        | 0xFFFFFFFF  | 0     | returns 0         |
        | 0x100000000 | 0     | fails with EINVAL |
        | 0           | 1     | fails with EINVAL |

    @needs-cap:HALT_POLL @needs-cap:IRQCHIP
    Scenario: With halt polling an NMI wakes a halted vCPU as ever
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        hlt
        """
      And the handler of vector 2 is
        """
        out 0x55, al
        iret
        """
      And the local APIC is enabled by software
      And KVM_CAP_HALT_POLL is enabled on the VM with flags 0 and argument 200000
      And the vCPU sleeps in KVM_RUN
      When another task sends an NMI with KVM_SIGNAL_MSI
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @needs-cap:X86_DISABLE_EXITS
    Scenario: Bits that KVM_CHECK_EXTENSION does not offer are EINVAL
      Given a VM without a vCPU
      When KVM_CAP_X86_DISABLE_EXITS is enabled on the VM with a bit that KVM_CHECK_EXTENSION does not offer
      Then the call fails with EINVAL

    @needs-cap:X86_DISABLE_EXITS
    Scenario: The bits that KVM_CHECK_EXTENSION offers are accepted before there is a vCPU
      Given a VM without a vCPU
      When KVM_CAP_X86_DISABLE_EXITS is enabled on the VM with the bits that KVM_CHECK_EXTENSION offers
      Then the call returns 0

    @needs-cap:X86_DISABLE_EXITS
    Scenario: When there is a vCPU it may be too late
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_CAP_X86_DISABLE_EXITS is enabled on the VM with the bits that KVM_CHECK_EXTENSION offers
      Then the call returns 0 or fails with EINVAL, which is recorded
      And the vCPU is unchanged

    @needs-cap:X86_DISABLE_EXITS @needs-cap:IRQCHIP
    Scenario: With exits disabled an NMI wakes a halted vCPU as ever
      Given a VM without a vCPU
      And KVM_CAP_X86_DISABLE_EXITS is enabled on the VM with the bits that KVM_CHECK_EXTENSION offers
      And a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc dword ptr es:[0x2000]
        hlt
        hlt
        """
      And the handler of vector 2 is
        """
        out 0x55, al
        iret
        """
      And the local APIC is enabled by software
      And the guest runs and counts at 0x2000
      When another task sends an NMI with KVM_SIGNAL_MSI
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55
