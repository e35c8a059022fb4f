@mp-state
Feature: What a vCPU is doing, read and set

  @MP-01
  @needs-cap:MP_STATE
  Rule: The MP states are numbered 0 RUNNABLE, 1 UNINITIALIZED, 2 INIT_RECEIVED, 3 HALTED, 4 SIPI_RECEIVED, 5 STOPPED, 6 CHECK_STOP, 7 OPERATING, 8 LOAD, 9 AP_RESET_HOLD and 10 SUSPENDED, and KVM_CAP_MP_STATE says that there are any

    Scenario: Capability 14 says that there are MP states
      When KVM_CHECK_EXTENSION is asked for capability 14
      Then the call returns 1

    Scenario: A vCPU without an in-kernel irqchip is in state 0
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      Then the number of the MP state is 0

    @needs-cap:IRQCHIP
    Scenario: A vCPU that waits for INIT is in state 1, and the boot processor in state 0
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And a second vCPU
      Then the number of the MP state of the second vCPU is 1
      And the number of the MP state is 0

    @needs-cap:IRQCHIP @needs-cap:SIGNAL_MSI
    Scenario: After INIT a vCPU is in state 2, and after the SIPI in state 0
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And a second vCPU
      And the local APIC is enabled by software
      When another task sends an INIT to the second vCPU with KVM_SIGNAL_MSI
      Then the number of the MP state of the second vCPU is 2
      When another task sends a SIPI with vector 3 to the second vCPU with KVM_SIGNAL_MSI
      Then the number of the MP state of the second vCPU is 0

    @needs-cap:IRQCHIP
    Scenario: A vCPU that has executed HLT is in state 3
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the vCPU sleeps in KVM_RUN
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR
      And the number of the MP state is 3

  @MP-02
  @needs-cap:MP_STATE
  Rule: Without an in-kernel local APIC KVM_SET_MP_STATE takes RUNNABLE, and everything else is EINVAL and changes nothing

    Scenario Outline: State <number> is EINVAL
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_SET_MP_STATE is called with <number>
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_RUNNABLE
      And the vCPU is unchanged

      Examples:
        | number     |
        | 1          |
        | 2          |
        | 3          |
        | 4          |
        | 5          |
        | 6          |
        | 7          |
        | 8          |
        | 9          |
        | 10         |
        | 11         |
        | 12         |
        | 0xFFFFFFFF |

    Scenario: State 0 is taken and the guest runs
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_SET_MP_STATE is called with 0
      Then the call returns 0
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

    Scenario: After a refusal the guest runs
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_SET_MP_STATE is called with 3
      And the call fails with EINVAL
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

  @MP-03
  @needs-cap:IRQCHIP
  @needs-cap:MP_STATE
  Rule: With an in-kernel local APIC KVM_SET_MP_STATE takes the states 0 to 4 and 9, and every other number is EINVAL and changes nothing

    Scenario Outline: State <number> is taken, and state <read> is read back
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_SET_MP_STATE is called with <number>
      Then the call returns 0
      And the number of the MP state is <read>

      Examples:
        | number | read |
        | 0      | 0    |
        | 1      | 1    |
        | 2      | 2    |
        | 3      | 3    |
        | 4      | 0    |
        | 9      | 9    |

    Scenario Outline: State <number> is EINVAL
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And KVM_SET_MP_STATE is called with 3
      When KVM_SET_MP_STATE is called with <number>
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_HALTED
      And the vCPU is unchanged

      Examples:
        | number     |
        | 5          |
        | 6          |
        | 7          |
        | 8          |
        | 10         |
        | 11         |
        | 12         |
        | 0xFFFFFFFF |

    @needs-cap:SPLIT_IRQCHIP
    Scenario: With a split irqchip the local APIC is in the kernel too
      Given a VM without a vCPU
      And KVM_CAP_SPLIT_IRQCHIP is enabled on the VM with flags 0 and argument 24
      And a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_SET_MP_STATE is called with 3
      Then the call returns 0
      And the MP state is KVM_MP_STATE_HALTED

  @MP-06
  @needs-cap:IRQCHIP
  @needs-cap:MP_STATE
  Rule: KVM_GET_MP_STATE reports RUNNABLE for a HALTED or AP_RESET_HOLD vCPU whose halt another one has ended, and a bad address is EFAULT for reading and writing the state

    @needs-cap:SIGNAL_MSI
    Scenario Outline: After the end of a halt <state> reads as <read>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the MP state is set to <state>
      When another task sends the end of a halt with KVM_SIGNAL_MSI
      Then the MP state is <read>
      And the vCPU is unchanged

      Examples:
        | state                      | read                       |
        | KVM_MP_STATE_HALTED        | KVM_MP_STATE_RUNNABLE      |
        | KVM_MP_STATE_AP_RESET_HOLD | KVM_MP_STATE_RUNNABLE      |
        | KVM_MP_STATE_INIT_RECEIVED | KVM_MP_STATE_INIT_RECEIVED |
        | KVM_MP_STATE_UNINITIALIZED | KVM_MP_STATE_UNINITIALIZED |

    @needs-cap:SIGNAL_MSI
    Scenario: The end of a halt that has not begun ends the next one
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        out 0x55, al
        """
      And the local APIC is enabled by software
      When another task sends the end of a halt with KVM_SIGNAL_MSI
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @needs-cap:SIGNAL_MSI
    Scenario: It ends one halt and not two
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        inc ax
        hlt
        """
      And the local APIC is enabled by software
      And another task sends the end of a halt with KVM_SIGNAL_MSI
      And the vCPU sleeps in KVM_RUN
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR
      And the MP state is KVM_MP_STATE_HALTED
      And RAX is 1

    Scenario Outline: <request> with a bad address is EFAULT
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the MP state is set to KVM_MP_STATE_HALTED
      When <request> is called with a bad address
      Then the call fails with EFAULT
      And the MP state is KVM_MP_STATE_HALTED
      And the vCPU is unchanged

      Examples:
        | request          |
        | KVM_GET_MP_STATE |
        | KVM_SET_MP_STATE |
