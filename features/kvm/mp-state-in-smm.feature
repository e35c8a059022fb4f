@mp-state
Feature: The MP state of a vCPU that INIT does not reach
  It is in system management mode, or its GIF is cleared.

  @MP-05
  @needs-cap:IRQCHIP
  Rule: While INIT is blocked by SMM, VMX root operation or a cleared GIF, or an SMI is pending, KVM_SET_MP_STATE with INIT_RECEIVED or SIPI_RECEIVED is EINVAL and changes nothing

    @needs-cap:X86_SMM
    Scenario Outline: In SMM state <number> is EINVAL
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the vCPU is put into SMM
      When KVM_SET_MP_STATE is called with <number>
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_RUNNABLE
      And the vCPU is unchanged

      Examples:
        | number |
        | 2      |
        | 4      |

    @needs-cap:X86_SMM
    Scenario Outline: While an SMI is pending state <number> is EINVAL
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And an SMI is pending
      When KVM_SET_MP_STATE is called with <number>
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_RUNNABLE
      And the vCPU is unchanged

      Examples:
        | number |
        | 2      |
        | 4      |

    @needs-cap:X86_SMM
    Scenario Outline: In SMM state <number> is taken
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the vCPU is put into SMM
      When KVM_SET_MP_STATE is called with <number>
      Then the call returns 0
      And the number of the MP state is <number>

      Examples:
        | number |
        | 0      |
        | 1      |
        | 3      |
        | 9      |

    @needs-cap:X86_SMM @needs-cap:SIGNAL_MSI
    Scenario: In SMM an INIT stays latched, and KVM_GET_MP_STATE does not let it act
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is put into SMM
      When another task sends an INIT with KVM_SIGNAL_MSI
      Then the MP state is KVM_MP_STATE_RUNNABLE
      And CS is 0 with base 0
      And an INIT is latched
      And the vCPU is unchanged

    @needs-cap:X86_SMM @needs-cap:SIGNAL_MSI
    Scenario: The latched INIT acts when RSM leaves SMM
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        out 0x11, al
        """
      And the SMI handler is
        """
        out 0x10, al
        rsm
        """
      And the local APIC is enabled by software
      And an SMI is pending
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And another task sends an INIT with KVM_SIGNAL_MSI
      When KVM_RUN is called
      Then the vCPU is not in SMM
      And CS is 0xF000 with base 0xFFFF0000

    @needs-cap:NESTED_STATE
    Scenario Outline: While GIF is cleared state <number> is EINVAL
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the guest has the CPUID that KVM supports
      And GIF is cleared
      When KVM_SET_MP_STATE is called with <number>
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_RUNNABLE
      And the vCPU is unchanged

      Examples:
        | number |
        | 2      |
        | 4      |

    @needs-cap:NESTED_STATE
    Scenario Outline: While GIF is cleared state <number> is taken
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the guest has the CPUID that KVM supports
      And GIF is cleared
      When KVM_SET_MP_STATE is called with <number>
      Then the call returns 0
      And the number of the MP state is <number>

      Examples:
        | number |
        | 0      |
        | 1      |
        | 3      |
        | 9      |

    @needs-cap:NESTED_STATE
    Scenario: State 2 is taken again when GIF is set
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the guest has the CPUID that KVM supports
      And GIF is cleared
      When GIF is set
      And KVM_SET_MP_STATE is called with 2
      Then the call returns 0
      And the MP state is KVM_MP_STATE_INIT_RECEIVED

    @needs-cap:NESTED_STATE @needs-cap:SIGNAL_MSI
    Scenario: While GIF is cleared an INIT stays latched, and acts when it is set
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the guest has the CPUID that KVM supports
      And the local APIC is enabled by software
      And GIF is cleared
      When another task sends an INIT with KVM_SIGNAL_MSI
      Then the MP state is KVM_MP_STATE_RUNNABLE
      And CS is 0 with base 0
      And an INIT is latched
      When GIF is set
      Then the MP state is KVM_MP_STATE_RUNNABLE
      And CS is 0xF000 with base 0xFFFF0000
