@vtl @vtl-alternatives
Feature: Waiting for an event by an ioctl

  @VTL-A1
  Rule: KVM_VCPU_WAIT blocks until an event of the kind that is asked for is there, for one caller at a time, and changes nothing of the vCPU

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: Waiting by KVM_VCPU_WAIT, nothing runs while nothing is pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_VCPU_WAIT
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
      And the vCPU is unchanged

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario Outline: Waiting by KVM_VCPU_WAIT, <event> ends the wait and stays pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_VCPU_WAIT
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

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: Waiting by KVM_VCPU_WAIT, an event that is there already ends the wait at once
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And the vCPU is to wait by KVM_VCPU_WAIT
      When the wait is begun
      Then the wait ends with an event
      And the vCPU is unchanged

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario Outline: Waiting by KVM_VCPU_WAIT, <event> does not end the wait where <what>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And <what>
      And the vCPU is to wait by KVM_VCPU_WAIT
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

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: Waiting by KVM_VCPU_WAIT, the event is delivered when userspace lets the vCPU run
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
      And the vCPU is to wait by KVM_VCPU_WAIT
      And the vCPU waits
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      And the wait ends with an event
      When userspace lets the vCPU run
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: Waiting by KVM_VCPU_WAIT, immediate_exit ends the wait, an event or not
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_VCPU_WAIT
      When the wait is begun with immediate_exit
      Then the wait fails with EINTR
      When an NMI is queued
      And the wait is begun with immediate_exit
      Then the wait fails with EINTR
      And an NMI is pending

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: Waiting by KVM_VCPU_WAIT, an event that comes before the vCPU sleeps is not lost
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        out 0x10, al
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_VCPU_WAIT
      When the wait is begun, and another task sends an NMI before it sleeps
      Then the wait ends with an event
    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: Waiting by KVM_VCPU_WAIT, a timer of the local APIC ends the wait
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
      And the vCPU is to wait by KVM_VCPU_WAIT
      When the wait is begun
      Then the wait ends with an event

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: For a halt RFLAGS.IF counts
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And another task sends interrupt 0x40 with KVM_SIGNAL_MSI
      When another task begins KVM_VCPU_WAIT
      Then the other task waits
      And the other task still waits

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: While one task waits, another ioctl of the vCPU waits for its end
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_VCPU_WAIT
      And the vCPU waits
      When another task begins KVM_GET_REGS
      Then the other task waits
      When SIGUSR1 is sent to the vCPU thread
      Then the call of the other task returns 0
      And the wait fails with EINTR

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario Outline: Type <type> with flags <flags> is EINVAL
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_VCPU_WAIT is called for type <type> with flags <flags>
      Then the call fails with EINVAL
      And the vCPU is unchanged

      Examples:
        | type       | flags |
        | 2          | 0     |
        | 0xFFFFFFFF | 0     |
        | 0          | 1     |
        | 1          | 1     |

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: Without an in-kernel local APIC nothing could end the wait, which is EINVAL
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_VCPU_WAIT is called for type 1 with flags 0
      Then the call fails with EINVAL

    @proposed:vcpu-wait @absence:VTL-A1
    Scenario: A bad address is EFAULT
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_VCPU_WAIT is called with a bad address
      Then the call fails with EFAULT

    @not-proposed:vcpu-wait
    Scenario: Without the proposal the ioctl is EINVAL and does not wait
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_VCPU_WAIT is called for type 1 with flags 0
      Then the call fails with EINVAL
      And the vCPU is unchanged
