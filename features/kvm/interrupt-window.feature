@kvm-run
Feature: Registers in kvm_run, and when an interrupt can be injected

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

    @needs-cap:SYNC_REGS
    Scenario: Special registers marked dirty are taken and the mark is cleared
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And KVM_RUN is called with kvm_valid_regs 2 and immediate_exit
      And userspace writes kvm_dirty_regs=2 into kvm_run
      When KVM_RUN is called with s.regs.sregs.cr2 0x41
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And kvm_run.kvm_dirty_regs is 0
      And CR2 is 0x41

    @needs-cap:SYNC_REGS
    Scenario: Events marked dirty are taken and the mark is cleared
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And the handler of vector 2 is
        """
        out 0x55, al
        iret
        """
      And KVM_RUN is called with kvm_valid_regs 4 and immediate_exit
      And userspace writes kvm_dirty_regs=4 into kvm_run
      When KVM_RUN is called with s.regs.events.nmi.pending 1
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55
      And kvm_run.kvm_dirty_regs is 0

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
        | flag           | rflags | ready | if |
        | RFLAGS.IF is 1 | 0x202  | 1     | 1  |
        | RFLAGS.IF is 0 | 0x002  | 0     | 0  |

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

    @needs-cap:SPLIT_IRQCHIP
    Scenario Outline: With a split irqchip ready_for_interrupt_injection is <ready> where <flag>
      Given a VM without a vCPU
      And KVM_CAP_SPLIT_IRQCHIP is enabled on the VM with flags 0 and argument 24
      And a vCPU in real mode at 0x1000 running
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
        | flag           | rflags | ready | if |
        | RFLAGS.IF is 1 | 0x202  | 1     | 1  |
        | RFLAGS.IF is 0 | 0x002  | 0     | 0  |

    Scenario: With the window open at entry nothing is run, however often
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc ax
        jmp again
        """
      And the guest starts with RFLAGS=0x202
      When KVM_RUN is called 50 times with request_interrupt_window 1
      Then every KVM_RUN returned 0 for KVM_EXIT_IRQ_WINDOW_OPEN
      And kvm_run.ready_for_interrupt_injection is 1
      And the vCPU is unchanged

    Scenario Outline: In <mode> the window opens one instruction after STI
      Given a vCPU in <mode> at 0x1000 running
        """
        sti
        nop
        again: jmp again
        """
      When KVM_RUN is called with request_interrupt_window 1
      Then KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN
      And kvm_run.ready_for_interrupt_injection is 1
      And RIP is at the JMP

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario: With interrupts off the guest runs past the request
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with request_interrupt_window 1
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    Scenario Outline: In <mode> an interrupt given at the window is delivered before the next instruction
      Given a vCPU in <mode> at 0x1000 running
        """
        again: jmp again
        """
      And the handler of vector 0x40 is
        """
        out 0x55, al
        """
      And the guest starts with RFLAGS=0x202
      And KVM_RUN is called with request_interrupt_window 1
      And KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN
      When interrupt 0x40 is queued
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |
