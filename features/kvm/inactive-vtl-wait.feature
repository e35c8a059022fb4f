@vtl
Feature: KVM_RUN of an inactive Virtual Trust Level waits and tells of events

  @VTL-04
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: KVM_RUN in state 11 executes no guest code and waits

    Scenario Outline: With RFLAGS <rflags> nothing runs while nothing is pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the guest starts with RFLAGS=<rflags>
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
      And the vCPU is unchanged

      Examples:
        | rflags |
        | 0x002  |
        | 0x202  |

    Scenario: Nothing runs when an event comes either
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the vCPU waits
      And another task sends an NMI with KVM_SIGNAL_MSI
      Then the wait ends with an event
      And the vCPU is unchanged

  @VTL-05
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: An event ends the wait of state 11 with 0, KVM_EXIT_SYSTEM_EVENT, type KVM_SYSTEM_EVENT_WAKEUP and ndata 0

    Scenario: The exit has its type and no data, whatever was in kvm_run
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And userspace writes system_event.type=1, system_event.ndata=3 and exit_reason=0 into kvm_run
      When the vCPU waits
      And another task sends an NMI with KVM_SIGNAL_MSI
      Then KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT
      And kvm_run.system_event.type is 4
      And kvm_run.system_event.ndata is 0

  @VTL-06
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: An event that is pending when KVM_RUN begins in state 11 gives the same exit at once

    Scenario Outline: <event> that came before the state is told at once
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the local APIC is enabled by software
      And another task sends <event> with KVM_SIGNAL_MSI
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT
      And kvm_run.system_event.type is 4
      And the vCPU is unchanged

      Examples:
        | event          |
        | an NMI         |
        | interrupt 0x40 |

    Scenario Outline: <event> that comes before the vCPU sleeps is not lost
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the wait is begun, and another task sends <event> before it sleeps
      Then the wait ends with an event
      And the vCPU is unchanged

      Examples:
        | event          |
        | an NMI         |
        | interrupt 0x40 |

    Scenario: An event between the state and KVM_RUN is told at once
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And an NMI is queued
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT
      And the vCPU is unchanged

  @VTL-07
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: A wake-up leaves the vCPU in state 11, and KVM_RUN exits again at once while the event is pending, until userspace sets RUNNABLE

    Background:
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI

    Scenario: The state is 11 behind the exit
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT
      And the number of the MP state is 11

    Scenario: Every further KVM_RUN exits again
      When KVM_RUN is called 3 times
      Then every KVM_RUN returned 0 for KVM_EXIT_SYSTEM_EVENT
      And the number of the MP state is 11
      And the vCPU is unchanged

    Scenario: RUNNABLE lets the guest run
      Given KVM_RUN is called
      When the MP state is set to KVM_MP_STATE_RUNNABLE
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x01 to port 0x10

  @VTL-08
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: The exit neither takes nor delivers the event: on a RUNNABLE vCPU it is delivered by the normal rules, RFLAGS.IF included

    Background:
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        out 0x10, al
        sti
        nop
        hlt
        """
      And the handler of vector 0x40 is
        """
        out 0x55, al
        iret
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And the vCPU waits
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And the wait ends with an event

    Scenario: An interrupt waits for RFLAGS.IF, and is delivered then
      When the MP state is set to KVM_MP_STATE_RUNNABLE
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    Scenario: No interrupt is on its way into the guest
      Then interrupt 0x40 is not pending in the processor

  @VTL-13
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: immediate_exit and signals end KVM_RUN in state 11 with EINTR, and the state stays 11

    Background:
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL

    Scenario: immediate_exit ends it before it waits
      When KVM_RUN is called with exit_reason 0x55 and immediate_exit
      Then KVM_RUN fails with EINTR and exit reason 0x55
      And the number of the MP state is 11
      And the vCPU is unchanged

    Scenario: immediate_exit comes before an event that is pending
      Given an NMI is queued
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And an NMI is pending
      And the number of the MP state is 11

    Scenario: A signal ends the wait
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the number of the MP state is 11

    Scenario: A signal that is pending ends it at once
      When KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the number of the MP state is 11
      And SIGUSR1 is still pending
