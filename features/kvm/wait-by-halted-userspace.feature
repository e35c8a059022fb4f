@vtl @vtl-alternatives
Feature: A halt that ends in userspace

  @VTL-A5
  Rule: KVM_MP_STATE_HALTED_USERSPACE waits as a halt does, RFLAGS.IF included, and exits to userspace instead of running the guest

    @proposed:halted-userspace @absence:VTL-A5
    Scenario: Waiting by KVM_MP_STATE_HALTED_USERSPACE, nothing runs while nothing is pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HALTED_USERSPACE
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
      And the vCPU is unchanged

    @proposed:halted-userspace @absence:VTL-A5
    Scenario Outline: Waiting by KVM_MP_STATE_HALTED_USERSPACE, <event> ends the wait and stays pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HALTED_USERSPACE
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

    @proposed:halted-userspace @absence:VTL-A5
    Scenario: Waiting by KVM_MP_STATE_HALTED_USERSPACE, an event that is there already ends the wait at once
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And the vCPU is to wait by KVM_MP_STATE_HALTED_USERSPACE
      When the wait is begun
      Then the wait ends with an event
      And the vCPU is unchanged

    @proposed:halted-userspace @absence:VTL-A5
    Scenario Outline: Waiting by KVM_MP_STATE_HALTED_USERSPACE, <event> does not end the wait where <what>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And <what>
      And the vCPU is to wait by KVM_MP_STATE_HALTED_USERSPACE
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

    @proposed:halted-userspace @absence:VTL-A5
    Scenario: Waiting by KVM_MP_STATE_HALTED_USERSPACE, the event is delivered when userspace lets the vCPU run
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
      And the vCPU is to wait by KVM_MP_STATE_HALTED_USERSPACE
      And the vCPU waits
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And the wait ends with an event
      When userspace lets the vCPU run
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @proposed:halted-userspace @absence:VTL-A5
    Scenario: Waiting by KVM_MP_STATE_HALTED_USERSPACE, immediate_exit ends the wait, an event or not
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HALTED_USERSPACE
      When the wait is begun with immediate_exit
      Then the wait fails with EINTR
      When an NMI is queued
      And the wait is begun with immediate_exit
      Then the wait fails with EINTR
      And an NMI is pending

    @proposed:halted-userspace @absence:VTL-A5
    Scenario: Waiting by KVM_MP_STATE_HALTED_USERSPACE, an event that comes before the vCPU sleeps is not lost
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HALTED_USERSPACE
      When the wait is begun, and another task sends an NMI before it sleeps
      Then the wait ends with an event
    @proposed:halted-userspace @absence:VTL-A5
    Scenario: Waiting by KVM_MP_STATE_HALTED_USERSPACE, a timer of the local APIC ends the wait
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x3E0], 0xB
        mov dword ptr es:[0x320], 0x40
        mov dword ptr es:[0x380], 0x400000
        in  al, 0x10
        """
      And the guest has the CPUID that KVM supports
      And the segment ES starts at 0xFEE00000
      And the vCPU has exited for a 1-byte read of port 0x10
      And the operation is completed
      And the vCPU is to wait by KVM_MP_STATE_HALTED_USERSPACE
      When the wait is begun
      Then the wait ends with an event

    @proposed:halted-userspace @absence:VTL-A5
    Scenario: RFLAGS.IF holds an interrupt back, as in a halt
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        out 0x10, al
        hlt
        """
      And the local APIC is enabled by software
      And KVM_SET_MP_STATE is called with 64
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      When the vCPU sleeps in KVM_RUN
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR
      And the number of the MP state is 64
      And the vCPU is unchanged

    @proposed:halted-userspace @absence:VTL-A5
    Scenario: A wake-up leaves the state in place
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        out 0x10, al
        hlt
        """
      And the vCPU is to wait by KVM_MP_STATE_HALTED_USERSPACE
      And an NMI is queued
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT
      And kvm_run.system_event.type is 4
      And the number of the MP state is 64

    @proposed:halted-userspace @absence:VTL-A5
    Scenario: Without an in-kernel local APIC the state is EINVAL, as HALTED is
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_SET_MP_STATE is called with 64
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_RUNNABLE

    @not-proposed:halted-userspace @needs-cap:IRQCHIP
    Scenario: Without the proposal the state is EINVAL, and the vCPU stays HALTED
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the MP state is set to KVM_MP_STATE_HALTED
      When KVM_SET_MP_STATE is called with 64
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_HALTED
      And the vCPU is unchanged
