@completion
Feature: How a completing KVM_RUN can end
  EINTR is the usual end. Before it may come another exit, or an error that keeps the operation
  pending; and where nothing was pending, nothing changes.

  @COMP-08
  Rule: Completion may itself end in another exit, such as KVM_EXIT_DEBUG while single-stepping

    Scenario Outline: A port read completed while single-stepping in <mode> ends in KVM_EXIT_DEBUG
      Given a vCPU in <mode> at 0x1000 running
        """
        in  al, 0x10
        nop
        hlt
        """
      And the vCPU is single-stepped
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for KVM_EXIT_DEBUG
      And AL is 0xAB and RIP is past the IN

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario: After the KVM_EXIT_DEBUG nothing is left to finish
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        nop
        hlt
        """
      And the vCPU is single-stepped
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_DEBUG
      And AL is 0xAB and RIP is past the IN

    Scenario Outline: Whether <exit> returns to single-stepping is for the host to say
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        nop
        hlt
        """
      And the vCPU is single-stepped
      And the vCPU has exited for <exit>
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for KVM_EXIT_DEBUG or fails with EINTR, which is recorded
      And RIP is at the NOP

      Examples:
        | instruction    | exit                                |
        | out 0x10, al   | a 1-byte write of 0x00 to port 0x10 |
        | mov [0x10], al | an MMIO write of 0x00 at 0x20010    |

  @COMP-09
  Rule: A KVM_RUN that fails before the completion keeps the pending operation for the next good one

    Scenario Outline: In <mode> a bad kvm_valid_regs leaves a port read pending
      Given a vCPU in <mode> at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with kvm_valid_regs 0x10000000000 and immediate_exit
      Then KVM_RUN fails with EINVAL
      And the vCPU is unchanged

      Examples:
        | mode        |
        | real mode   |
        | 64-bit mode |

    Scenario Outline: The next good KVM_RUN finishes the port read that <field> had kept from completion
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB and KVM_RUN is called with <field> 0x10000000000 and immediate_exit
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the IN

      Examples:
        | field          |
        | kvm_valid_regs |
        | kvm_dirty_regs |

    Scenario Outline: In <mode> a failure between two halves loses neither
      Given a vCPU in <mode> at 0x1000 running
        """
        mov ax, [<place>]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20FFF
      And the read is answered with 0x34 and KVM_RUN is called
      And the read is answered with 0x12 and KVM_RUN is called with kvm_valid_regs 0x10000000000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AX is 0x1234 and RIP is past the MOV

      Examples:
        | mode           | place   |
        | real mode      | 0x0FFF  |
        | protected mode | 0x20FFF |
        | 64-bit mode    | 0x20FFF |

  @COMP-30
  Rule: A KVM_RUN with immediate_exit changes nothing after an exit that needs no completion

    Scenario Outline: Nothing is left to finish after KVM_EXIT_HLT in <mode>
      Given a vCPU in <mode> at 0x1000 running
        """
        hlt
        nop
        """
      And the vCPU has exited for KVM_EXIT_HLT
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_HLT
      And RIP is past the HLT
      And the vCPU is unchanged

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: Nothing is left to finish after KVM_EXIT_SHUTDOWN in <mode>
      Given a vCPU in <mode> at 0x1000 running
        """
        ud2
        """
      And the vCPU has exited for KVM_EXIT_SHUTDOWN
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_SHUTDOWN
      And the vCPU is unchanged

      Examples:
        | mode           |
        | protected mode |
        | 64-bit mode    |

    Scenario: Nothing is left to finish after KVM_EXIT_DEBUG
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        inc ax
        hlt
        """
      And the vCPU is single-stepped
      And the vCPU has exited for KVM_EXIT_DEBUG
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_DEBUG
      And RAX is 1
      And the vCPU is unchanged

    Scenario: Nothing is left to finish after KVM_EXIT_IRQ_WINDOW_OPEN
      Given a vCPU in real mode at 0x1000 running
        """
        again: jmp again
        """
      And the guest starts with RFLAGS=0x202
      And KVM_RUN is called with request_interrupt_window 1
      And KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_IRQ_WINDOW_OPEN
      And the vCPU is unchanged

    @needs-cap:HYPERV
    Scenario: Nothing is left to finish after KVM_EXIT_SYSTEM_EVENT
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        wrmsr
        hlt
        """
      And the guest is shown Hyper-V
      And the guest starts with RCX=0x40000003 and RAX=1
      And the vCPU has exited for KVM_EXIT_SYSTEM_EVENT
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_SYSTEM_EVENT
      And RIP is past the WRMSR
      And the vCPU is unchanged

    @not-proposed:fetch-mmio @not-proposed:fetch-exit
    Scenario: Nothing is left to finish after KVM_EXIT_INTERNAL_ERROR
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0x200000
      And the vCPU has exited for KVM_EXIT_INTERNAL_ERROR
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTERNAL_ERROR
      And the vCPU is unchanged

    Scenario: Nothing is left to finish after KVM_EXIT_INTR
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is called with SIGUSR1 pending
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the vCPU is unchanged

  @COMP-31
  Rule: Setting immediate_exit, calling KVM_RUN once and getting EINTR completes an exit of one piece

    Scenario Outline: One such call completes <exit>
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the vCPU has exited for <exit>
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is at the HLT

      Examples:
        | instruction    | exit                                |
        | in al, 0x10    | a 1-byte read of port 0x10          |
        | out 0x10, al   | a 1-byte write of 0x00 to port 0x10 |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010   |
        | mov [0x10], al | an MMIO write of 0x00 at 0x20010    |

    Scenario: Such a call is not enough where a second piece follows
      Given a vCPU in real mode at 0x1000 running
        """
        mov ax, [0x0FFF]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20FFF
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000
      And RIP is at the MOV
