@vtl
Feature: The timers of an inactive Virtual Trust Level

  @VTL-19
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: A timer of the local APIC that was armed before state 11 ends its wait, in one-shot, periodic and TSC-deadline mode

    Scenario Outline: A <mode> timer ends the wait, and its interrupt stays pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x3E0], 0xB
        mov dword ptr es:[0x320], <lvt>
        mov dword ptr es:[0x380], 0x400000
        in  al, 0x10
        """
      And the guest is shown Hyper-V
      And the segment ES starts at 0xFEE00000
      And the vCPU has exited for a 1-byte read of port 0x10
      And the operation is completed
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the wait is begun
      Then the wait ends with an event
      And the number of the MP state is 11
      And the vCPU is unchanged

      Examples:
        | mode     | lvt     |
        | one-shot | 0x40    |
        | periodic | 0x20040 |

    @needs-cap:TSC_DEADLINE_TIMER
    Scenario: A deadline of the time stamp counter ends the wait
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x320], 0x40040
        rdtsc
        add eax, 0x1000000
        adc edx, 0
        mov ecx, 0x6E0
        wrmsr
        in  al, 0x10
        """
      And the guest is shown Hyper-V
      And the segment ES starts at 0xFEE00000
      And the vCPU has exited for a 1-byte read of port 0x10
      And the operation is completed
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the wait is begun
      Then the wait ends with an event
      And the number of the MP state is 11

    Scenario: A periodic timer ends one wait after the other, as each interrupt is taken
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x3E0], 0xB
        mov dword ptr es:[0x320], 0x20040
        mov dword ptr es:[0x380], 0x400000
        in  al, 0x10
        sti
        nop
        """
      And the handler of vector 0x40 is
        """
        cli
        mov dword ptr es:[0xB0], 0
        out 0x55, al
        """
      And the guest is shown Hyper-V
      And the segment ES starts at 0xFEE00000
      And the vCPU has exited for a 1-byte read of port 0x10
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And a wait has ended with an event
      And the MP state is set to KVM_MP_STATE_RUNNABLE
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x55
      When KVM_SET_MP_STATE is called with 11
      And the wait is begun
      Then the wait ends with an event

    Scenario: A masked timer ends no wait
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x3E0], 0xB
        mov dword ptr es:[0x320], 0x10040
        mov dword ptr es:[0x380], 0x400000
        in  al, 0x10
        """
      And the guest is shown Hyper-V
      And the segment ES starts at 0xFEE00000
      And the vCPU has exited for a 1-byte read of port 0x10
      And the operation is completed
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the vCPU waits
      And SIGUSR1 is sent to the vCPU thread
      Then the wait fails with EINTR
