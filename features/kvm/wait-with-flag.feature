@vtl @vtl-alternatives
Feature: A flag that keeps RFLAGS.IF out of a wait

  @VTL-A2
  Rule: KVM_RUN_IGNORE_RFLAGS_IF in kvm_run lets an interrupt end a halt or a wait whatever RFLAGS.IF is, and is honoured nowhere without the proposal

    @proposed:vcpu-wait @proposed:ignore-if-flag @absence:VTL-A2
    Scenario: Waiting by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF, nothing runs while nothing is pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
      And the vCPU is unchanged

    @proposed:vcpu-wait @proposed:ignore-if-flag @absence:VTL-A2
    Scenario Outline: Waiting by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF, <event> ends the wait and stays pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF
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

    @proposed:vcpu-wait @proposed:ignore-if-flag @absence:VTL-A2
    Scenario: Waiting by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF, an event that is there already ends the wait at once
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And the vCPU is to wait by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF
      When the wait is begun
      Then the wait ends with an event
      And the vCPU is unchanged

    @proposed:vcpu-wait @proposed:ignore-if-flag @absence:VTL-A2
    Scenario Outline: Waiting by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF, <event> does not end the wait where <what>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And <what>
      And the vCPU is to wait by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF
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

    @proposed:vcpu-wait @proposed:ignore-if-flag @absence:VTL-A2
    Scenario: Waiting by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF, the event is delivered when userspace lets the vCPU run
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
      And the vCPU is to wait by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF
      And the vCPU waits
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And the wait ends with an event
      When userspace lets the vCPU run
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @proposed:vcpu-wait @proposed:ignore-if-flag @absence:VTL-A2
    Scenario: Waiting by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF, immediate_exit ends the wait, an event or not
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF
      When the wait is begun with immediate_exit
      Then the wait fails with EINTR
      When an NMI is queued
      And the wait is begun with immediate_exit
      Then the wait fails with EINTR
      And an NMI is pending

    @proposed:vcpu-wait @proposed:ignore-if-flag @absence:VTL-A2
    Scenario: Waiting by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF, an event that comes before the vCPU sleeps is not lost
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF
      When the wait is begun, and another task sends an NMI before it sleeps
      Then the wait ends with an event
    @proposed:vcpu-wait @proposed:ignore-if-flag @absence:VTL-A2
    Scenario: Waiting by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF, a timer of the local APIC ends the wait
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
      And the vCPU is to wait by KVM_VCPU_WAIT and KVM_RUN_IGNORE_RFLAGS_IF
      When the wait is begun
      Then the wait ends with an event

    @proposed:ignore-if-flag @absence:VTL-A2
    Scenario: With the flag an interrupt ends HALTED although RFLAGS.IF is 0, and is not delivered
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        out 0x10, al
        hlt
        """
      And the local APIC is enabled by software
      And the MP state is set to KVM_MP_STATE_HALTED
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And userspace sets KVM_RUN_IGNORE_RFLAGS_IF in kvm_run
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10

    @proposed:ignore-if-flag @absence:VTL-A2
    Scenario Outline: With the flag <event> does not end HALTED where <what>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        out 0x10, al
        hlt
        """
      And the local APIC is enabled by software
      And the MP state is set to KVM_MP_STATE_HALTED
      And <what>
      And another task sends <event> with KVM_SIGNAL_MSI
      And userspace sets KVM_RUN_IGNORE_RFLAGS_IF in kvm_run
      When the vCPU sleeps in KVM_RUN
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR
      And the MP state is KVM_MP_STATE_HALTED

      Examples:
        | event          | what                      |
        | interrupt 0x40 | the task priority is 0x50 |
        | an NMI         | NMIs are masked           |

    @needs-cap:IRQCHIP @needs-cap:SIGNAL_MSI
    @not-proposed:ignore-if-flag
    Scenario: Without the proposal the flag is not honoured
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        out 0x10, al
        hlt
        """
      And the local APIC is enabled by software
      And the MP state is set to KVM_MP_STATE_HALTED
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And userspace sets KVM_RUN_IGNORE_RFLAGS_IF in kvm_run
      When the vCPU sleeps in KVM_RUN
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the MP state is KVM_MP_STATE_HALTED
      And the vCPU is unchanged
