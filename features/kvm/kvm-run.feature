@kvm-run
Feature: What kvm_run tells and takes

  @RUN-01
  Rule: The SMM, BUS_LOCK and GUEST_MODE bits of kvm_run.flags are each set exactly when the condition held at that exit, and every KVM_RUN clears them

    Scenario Outline: No bit is set at <exit> where no condition holds
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      When KVM_RUN is called with flags 0xFFFF
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags has none of the bits 0x0007

      Examples:
        | instruction    | exit                              |
        | in al, 0x10    | a 1-byte read of port 0x10        |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |
        | nop            | KVM_EXIT_HLT                      |

    Scenario Outline: A KVM_RUN that ends with EINTR for <reason> clears them too
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with flags 0xFFFF and <reason>
      Then KVM_RUN fails with EINTR
      And kvm_run.flags has none of the bits 0x0007
      And the vCPU is unchanged

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

  @RUN-02
  Rule: Without an in-kernel local APIC a cr8 above 15 is EINVAL, the pending operation is kept, and the true value of cr8 is put back

    Scenario: cr8 of 16 is EINVAL and runs nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with cr8 16
      Then KVM_RUN fails with EINVAL
      And kvm_run.cr8 is 0
      And the vCPU is unchanged

    Scenario: cr8 of 15 is taken
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_RUN is called with cr8 15
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And kvm_run.cr8 is 15
      And CR8 is 15

    Scenario: The next KVM_RUN succeeds without any help
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is called with cr8 16
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    Scenario: A pending port read is kept
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB and KVM_RUN is called with cr8 16
      And KVM_RUN fails with EINVAL
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the IN

    @needs-cap:IRQCHIP
    Scenario: With an in-kernel local APIC cr8 is not looked at
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      When KVM_RUN is called with cr8 16
      Then KVM_RUN returns 0 for a 1-byte read of port 0x10

  @RUN-03
  Rule: A KVM_RUN that fails with EINVAL still refreshes the valid registers, cr8, if_flag and apic_base

    Scenario Outline: <field> is refreshed by a KVM_RUN that fails for cr8
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the guest starts with RAX=0x11 and RFLAGS=0x202
      When KVM_RUN is called with cr8 16, kvm_valid_regs 1 and <field> <poison>
      Then KVM_RUN fails with EINVAL
      And kvm_run.<field> is <value>
      And the vCPU is unchanged

      Examples:
        | field           | poison | value  |
        | s.regs.regs.rax | 0x55   | 0x11   |
        | s.regs.regs.rip | 0x55   | 0x1000 |
        | if_flag         | 0x55   | 1      |

    Scenario: apic_base is refreshed by a KVM_RUN that fails for cr8
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_RUN is called with cr8 16 and apic_base 0x55
      Then KVM_RUN fails with EINVAL
      And kvm_run.apic_base is what KVM_GET_SREGS says

    Scenario: Valid registers are refreshed though kvm_dirty_regs was refused
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And the guest starts with RAX=0x11
      When KVM_RUN is called with kvm_valid_regs 1, kvm_dirty_regs 0x10000000000 and s.regs.regs.rax 0x55
      Then KVM_RUN fails with EINVAL
      And kvm_run.s.regs.regs.rax is 0x11
      And the vCPU is unchanged

  @RUN-04
  Rule: Bits of kvm_dirty_regs are cleared when taken, ready_for_interrupt_injection is true to the architecture, and request_interrupt_window exits at the first boundary where injection is possible

    Scenario: Registers marked dirty are taken and the mark is cleared
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the guest starts with RAX=0x11
      And userspace puts the registers unchanged into kvm_run and marks them dirty
      When KVM_RUN is called with s.regs.regs.rax 0x41
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And kvm_run.kvm_dirty_regs is 0
      And RAX is 0x42

    Scenario: Registers not marked dirty are not taken
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the guest starts with RAX=0x11
      When KVM_RUN is called with s.regs.regs.rax 0x41
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 0x12

    Scenario Outline: Without an in-kernel irqchip ready_for_interrupt_injection is <ready> where <flag>
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the guest starts with RFLAGS=<rflags>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte read of port 0x10
      And kvm_run.ready_for_interrupt_injection is <ready>
      And kvm_run.if_flag is <if>

      Examples:
        | flag              | rflags | ready | if |
        | RFLAGS.IF is 1    | 0x202  | 1     | 1  |
        | RFLAGS.IF is 0    | 0x002  | 0     | 0  |

    @needs-cap:IRQCHIP
    Scenario: With an in-kernel irqchip ready_for_interrupt_injection is always 1
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      When KVM_RUN is called with ready_for_interrupt_injection 0
      Then KVM_RUN returns 0 for a 1-byte read of port 0x10
      And kvm_run.ready_for_interrupt_injection is 1
      And kvm_run.if_flag is 0

    Scenario: With the window open at entry nothing is run
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the guest starts with RFLAGS=0x202
      When KVM_RUN is called with request_interrupt_window 1
      Then KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN
      And kvm_run.ready_for_interrupt_injection is 1
      And the vCPU is unchanged

    Scenario: The window opens one instruction after STI
      Given a vCPU in real mode at 0x1000 running
        """
        sti
        nop
        again: jmp again
        """
      When KVM_RUN is called with request_interrupt_window 1
      Then KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN
      And kvm_run.ready_for_interrupt_injection is 1
      And RIP is at the JMP

    Scenario: With interrupts off the guest runs past the request
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with request_interrupt_window 1
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    Scenario: An interrupt given at the window is delivered before the next instruction
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the handler of vector 0x40 is
        """
        out 0x55, al
        iret
        """
      And the guest starts with RFLAGS=0x202
      And KVM_RUN is called with request_interrupt_window 1
      And KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN
      When interrupt 0x40 is queued
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

  @RUN-05
  @needs-cap:BINARY_STATS_FD
  Rule: The header, descriptors and data of KVM_GET_STATS_FD are consistent, and the counters that KVM_RUN moves do move

    Scenario Outline: The parts of a <object>'s statistics file fit together
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When the statistics of the <object> are read
      Then the parts of the statistics file lie apart and hold every descriptor
      And every descriptor names its counter and points into the data

      Examples:
        | object |
        | VM     |
        | vCPU   |

    Scenario: Counters of the vCPU move with KVM_RUN
      Given a vCPU in real mode at 0x1000 running
        """
        again: out 0x10, al
        jmp again
        """
      And the statistics of the vCPU are read
      When KVM_RUN is called 10 times
      And the statistics of the vCPU are read
      Then a counter of exits has grown, and which is recorded

    Scenario: Without KVM_RUN no counter of exits moves
      Given a vCPU in real mode at 0x1000 running
        """
        again: out 0x10, al
        jmp again
        """
      And KVM_RUN is called 10 times
      And the statistics of the vCPU are read
      When the statistics of the vCPU are read
      Then no counter of exits has grown

  @RUN-06
  @needs-cap:MEMORY_FAULT_INFO
  Rule: Where KVM_CAP_MEMORY_FAULT_INFO is 1, EFAULT from KVM_RUN comes with KVM_EXIT_MEMORY_FAULT and its fields

    Scenario: A read of a page that the slot has lost
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, es:[0x6000]
        hlt
        """
      And the host memory of the guest page at 0x6000 is unmapped
      When KVM_RUN is called
      Then KVM_RUN fails with EFAULT and exit reason KVM_EXIT_MEMORY_FAULT
      And kvm_run.memory_fault.gpa is 0x6000
      And kvm_run.memory_fault.size is 0x1000
      And RAX is 0 and RIP is at the MOV

    Scenario: A write to a page that the host may only read
      Given a vCPU in real mode at 0x1000 running
        """
        mov es:[0x6000], al
        hlt
        """
      And the host memory of the guest page at 0x6000 is made read-only
      When KVM_RUN is called
      Then KVM_RUN fails with EFAULT and exit reason KVM_EXIT_MEMORY_FAULT
      And kvm_run.memory_fault.gpa is 0x6000
      And kvm_run.memory_fault.size is 0x1000
      And RIP is at the MOV

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
      And KVM_CAP_HALT_POLL is enabled on the VM with flags 0 and argument 200000
      And KVM_RUN is begun
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
    Scenario: When there is a vCPU it is too late
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_CAP_X86_DISABLE_EXITS is enabled on the VM with the bits that KVM_CHECK_EXTENSION offers
      Then the call fails with EINVAL
      And the vCPU is unchanged
