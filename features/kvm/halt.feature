@mp-state
Feature: A vCPU that halts, and what ends it

  @MP-07
  @needs-cap:MP_STATE
  Rule: HLT without an in-kernel local APIC exits with KVM_EXIT_HLT and RIP past it; with one there is no exit, the state becomes HALTED, and KVM_RUN waits for an event, which makes the vCPU run on, or for a signal, which leaves it HALTED

    Scenario: Without an in-kernel irqchip HLT exits, and the next KVM_RUN runs on without an event
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        out 0x55, al
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RIP is past the HLT
      And the MP state is KVM_MP_STATE_RUNNABLE
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @needs-cap:IRQCHIP
    Scenario: With an in-kernel irqchip HLT waits, and a signal leaves the vCPU HALTED, again and again
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        nop
        """
      And the vCPU sleeps in KVM_RUN
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the MP state is KVM_MP_STATE_HALTED
      And RIP is past the HLT
      When the vCPU sleeps in KVM_RUN
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the MP state is KVM_MP_STATE_HALTED
      And RIP is past the HLT

    @needs-cap:IRQCHIP
    Scenario: RUNNABLE ends a halt without an event
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        out 0x55, al
        """
      And the vCPU sleeps in KVM_RUN
      And SIGUSR1 is sent to the vCPU thread
      And KVM_RUN fails with EINTR
      And the MP state is set to KVM_MP_STATE_RUNNABLE
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @needs-cap:IRQCHIP @needs-cap:SIGNAL_MSI
    Scenario Outline: With RFLAGS <rflags> <event> wakes a vCPU that is halted in <mode>, and is delivered
      Given a vCPU with an in-kernel irqchip in <mode> at 0x1000 running
        """
        hlt
        hlt
        """
      And the handler of vector <vector> is
        """
        mov al, 0x77
        out 0x55, al
        """
      And the guest starts with RFLAGS=<rflags>
      And the local APIC is enabled by software
      And the vCPU sleeps in KVM_RUN
      When another task sends <event> with KVM_SIGNAL_MSI
      Then KVM_RUN returns 0 for a 1-byte write of 0x77 to port 0x55
      And the MP state is KVM_MP_STATE_RUNNABLE

      Examples:
        | mode           | event          | vector | rflags |
        | real mode      | an NMI         | 2      | 0x002  |
        | real mode      | an NMI         | 2      | 0x202  |
        | real mode      | interrupt 0x40 | 0x40   | 0x202  |
        | protected mode | an NMI         | 2      | 0x002  |
        | protected mode | interrupt 0x40 | 0x40   | 0x202  |
        | 64-bit mode    | an NMI         | 2      | 0x002  |
        | 64-bit mode    | interrupt 0x40 | 0x40   | 0x202  |

    @needs-cap:IRQCHIP @needs-cap:SIGNAL_MSI
    Scenario: The end of a halt wakes a halted vCPU, which runs on behind the HLT
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        out 0x55, al
        """
      And the local APIC is enabled by software
      And the vCPU sleeps in KVM_RUN
      When another task sends the end of a halt with KVM_SIGNAL_MSI
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @needs-cap:IRQCHIP @needs-cap:SIGNAL_MSI
    Scenario Outline: <event> does not wake a halted vCPU where <why>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], <svr>
        mov dword ptr es:[0x80], <tpr>
        <flags>
        hlt
        """
      And the segment ES starts at 0xFEE00000
      And the vCPU sleeps in KVM_RUN
      And another task sends <event> with KVM_SIGNAL_MSI
      And the vCPU still sleeps in KVM_RUN
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the MP state is KVM_MP_STATE_HALTED
      And RIP is past the HLT

      Examples:
        | event          | why                           | svr   | tpr  | flags |
        | interrupt 0x40 | RFLAGS.IF is 0                | 0x1FF | 0    | cli   |
        | interrupt 0x40 | the task priority is as high  | 0x1FF | 0x40 | sti   |
        | interrupt 0x40 | its local APIC is not enabled | 0xFF  | 0    | sti   |

    @needs-cap:IRQCHIP @needs-cap:TSC_DEADLINE_TIMER
    Scenario Outline: A timer of the local APIC in <mode> mode wakes a halted vCPU
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x3E0], 0xB
        mov dword ptr es:[0x320], <lvt>
        mov dword ptr es:[0x380], 0x40000
        rdtsc
        add eax, 0x100000
        adc edx, 0
        mov ecx, 0x6E0
        wrmsr
        sti
        hlt
        """
      And the handler of vector 0x40 is
        """
        mov al, 0x77
        out 0x55, al
        iret
        """
      And the guest has the CPUID that KVM supports and a TSC deadline timer
      And the segment ES starts at 0xFEE00000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x77 to port 0x55

      Examples:
        | mode         | lvt     |
        | one-shot     | 0x40    |
        | periodic     | 0x20040 |
        | TSC-deadline | 0x40040 |

    @needs-cap:IRQCHIP
    Scenario: A periodic timer wakes one halt after the other
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x3E0], 0xB
        mov dword ptr es:[0x320], 0x20040
        mov dword ptr es:[0x380], 0x80000
        sti
        hlt
        hlt
        hlt
        out 0x55, al
        """
      And the handler of vector 0x40 is
        """
        inc al
        mov dword ptr es:[0xB0], 0
        iret
        """
      And the guest has the CPUID that KVM supports
      And the segment ES starts at 0xFEE00000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x03 to port 0x55

    @needs-cap:IRQCHIP
    Scenario: A one-shot timer wakes one halt
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x3E0], 0xB
        mov dword ptr es:[0x320], 0x40
        mov dword ptr es:[0x380], 0x40000
        sti
        hlt
        mov dword ptr [0x10], 1
        hlt
        """
      And the handler of vector 0x40 is
        """
        inc al
        mov dword ptr es:[0xB0], 0
        iret
        """
      And the guest has the CPUID that KVM supports
      And the segment ES starts at 0xFEE00000
      And KVM_RUN is called
      And KVM_RUN returns 0 for an MMIO write of 0x00000001 at 0x20010
      And the vCPU sleeps in KVM_RUN
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the MP state is KVM_MP_STATE_HALTED
      And AL is 1

    @needs-cap:IRQCHIP
    Scenario: A masked timer wakes nobody
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x3E0], 0xB
        mov dword ptr es:[0x320], 0x30040
        mov dword ptr es:[0x380], 0x40000
        sti
        hlt
        """
      And the segment ES starts at 0xFEE00000
      And the vCPU sleeps in KVM_RUN
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the MP state is KVM_MP_STATE_HALTED
      And RIP is past the HLT

    @needs-cap:IRQCHIP @needs-cap:IRQFD @needs-cap:IRQ_ROUTING
    Scenario Outline: A task that <acts> wakes a halted vCPU
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0x00], 0x18
        mov dword ptr es:[0x10], 0x40
        sti
        hlt
        """
      And the handler of vector 0x40 is
        """
        out 0x55, al
        """
      And GSI 4 is routed to pin 4 of the IOAPIC and GSI 40 to interrupt 0x40
      And the local APIC is enabled by software
      And the segment ES starts at 0xFEC00000
      And the vCPU sleeps in KVM_RUN
      When another task <acts>
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55
      And the MP state is KVM_MP_STATE_RUNNABLE

      Examples:
        | acts                        |
        | raises the line of GSI 4    |
        | signals the irqfd of GSI 4  |
        | raises the line of GSI 40   |
        | signals the irqfd of GSI 40 |
