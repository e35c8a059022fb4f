@vtl
Feature: Which events an inactive Virtual Trust Level is told of

  @VTL-09
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: What ends the wait of state 11 is what ends HLT, apart from RFLAGS.IF

    Scenario Outline: <event> ends the wait
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the local APIC is enabled by software
      And the guest starts with RFLAGS=0x202
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the vCPU waits
      And another task sends <event> with KVM_SIGNAL_MSI
      Then the wait ends with an event
      And the vCPU is unchanged

      Examples:
        | event             |
        | an NMI            |
        | interrupt 0x40    |
        | interrupt 0xFF    |
        | the end of a halt |

    Scenario: A pending exception ends the wait
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And exceptions are pending with their payload
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And exception 12 with error code 0 is set pending
      When the wait is begun
      Then the wait ends with an event
      And exception 12 with error code 0 is pending

    @needs-cap:X86_SMM
    Scenario: An SMI ends the wait, and is not taken
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the vCPU waits
      And another task sends an SMI with KVM_SIGNAL_MSI
      Then the wait ends with an event
      And the vCPU is not in SMM
      And the vCPU is unchanged

    Scenario Outline: <message> does not end the wait, as it does not end HLT
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And the vCPU waits
      When another task sends <message> with KVM_SIGNAL_MSI
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
      And the number of the MP state is 11

      Examples:
        | message              |
        | a SIPI with vector 3 |
        | interrupt 0x40       |

  @VTL-10
  Rule: In state 11 RFLAGS.IF holds no interrupt back; the shadows of STI and MOV SS, the task priority, a cleared GIF, masked NMIs and SMM still do, and HALTED keeps to RFLAGS.IF

    @proposed:hv-inactive-vtl @absence:VTL-01
    Scenario Outline: An interrupt ends the wait with RFLAGS <rflags>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the guest starts with RFLAGS=<rflags>
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the vCPU waits
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      Then the wait ends with an event

      Examples:
        | rflags |
        | 0x002  |
        | 0x202  |

    @proposed:hv-inactive-vtl @absence:VTL-01
    Scenario Outline: <event> does not end the wait where <what>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And <what>
      And another task sends <event> with KVM_SIGNAL_MSI
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
      And the number of the MP state is 11

      Examples:
        | event          | what                                |
        | interrupt 0x40 | the task priority is 0x40           |
        | interrupt 0x40 | the task priority is 0x50           |
        | interrupt 0x40 | interrupt 0x50 is in service        |
        | interrupt 0x40 | the vCPU is in the shadow of STI    |
        | interrupt 0x40 | the vCPU is in the shadow of MOV SS |
        | an NMI         | NMIs are masked                     |

    @proposed:hv-inactive-vtl @absence:VTL-01 @needs-cap:NESTED_STATE
    Scenario: An interrupt does not end the wait while GIF is cleared, and ends it then
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And GIF is cleared
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
      When GIF is set
      And the wait is begun
      Then the wait ends with an event

    @proposed:hv-inactive-vtl @absence:VTL-01
    Scenario: An interrupt above the task priority ends the wait
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And the task priority is 0x30
      When the vCPU waits
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      Then the wait ends with an event

    @proposed:hv-inactive-vtl @absence:VTL-01 @needs-cap:X86_SMM
    Scenario: An SMI that is pending does not end the wait in SMM
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And the vCPU is put into SMM
      And an SMI is pending
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
      And the vCPU is in SMM

    @needs-cap:IRQCHIP @needs-cap:SIGNAL_MSI
    Scenario: HALTED waits on for RFLAGS.IF
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        out 0x10, al
        hlt
        """
      And the local APIC is enabled by software
      And the MP state is set to KVM_MP_STATE_HALTED
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      When the vCPU sleeps in KVM_RUN
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the MP state is KVM_MP_STATE_HALTED
      And the vCPU is unchanged

  @VTL-11
  Rule: An NMI ends the wait of state 11 and stays queued, while a HALTED vCPU is woken by it and gets it

    @proposed:hv-inactive-vtl @absence:VTL-01
    Scenario: The NMI is still pending behind the exit
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the vCPU waits
      And another task sends an NMI with KVM_SIGNAL_MSI
      Then the wait ends with an event
      And an NMI is pending
      And the vCPU is unchanged

    @needs-cap:IRQCHIP @needs-cap:SIGNAL_MSI
    Scenario: A HALTED vCPU is woken and takes it
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the handler of vector 2 is
        """
        out 0x55, al
        iret
        """
      And the local APIC is enabled by software
      And the MP state is set to KVM_MP_STATE_HALTED
      And the vCPU sleeps in KVM_RUN
      When another task sends an NMI with KVM_SIGNAL_MSI
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55
      And the MP state is KVM_MP_STATE_RUNNABLE

  @VTL-12
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: An INIT in state 11 ends the wait with or without a WAKEUP exit

    Scenario: What an INIT does is recorded
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And the vCPU waits
      When another task sends an INIT with KVM_SIGNAL_MSI
      And SIGUSR1 is sent to the vCPU thread if the INIT does not end KVM_RUN
      Then what KVM_RUN returned and the MP state are recorded
