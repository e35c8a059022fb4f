@completion
Feature: A pending operation is finished first of all
  An exit that hands an operation to userspace leaves it half done. The next KVM_RUN finishes it
  before it does anything else, and only then does the result show in the vCPU.

  @COMP-01
  Rule: An exit that needs completion is unfinished until KVM_RUN is called again, and only then does its result reach the vCPU

    Scenario: An answered port read changes no register before re-entry
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        nop
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB
      Then RAX is 0x1122334455667788 and RIP is at the IN

    Scenario: Re-entry finishes the port read and goes no further
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        nop
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x11223344556677AB and RIP is past the IN

    Scenario: The answer is taken at re-entry and not before
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xCD
      And the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the IN

    Scenario: An answered MMIO read changes no register before re-entry
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x10]
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      When the read is answered with 0xAB
      Then RAX is 0x1122334455667788 and RIP is at the MOV

    Scenario Outline: The guest itself sees the answer to <exit>
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        out 0x11, al
        hlt
        """
      And the vCPU has exited for <exit>
      When the read is answered with 0xAB and KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0xAB to port 0x11

      Examples:
        | instruction    | exit                                |
        | in al, 0x10    | a 1-byte read of port 0x10          |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010   |

  @COMP-02
  Rule: KVM_RUN finishes a pending operation before it looks at signals, unless the vCPU is UNINITIALIZED

    Scenario: A signal pending at re-entry does not lose the port read
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And AL is 0xAB and RIP is past the IN
      And SIGUSR1 is still pending

    Scenario: A signal pending at re-entry does not lose the MMIO read
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x10]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      When the read is answered with 0xAB and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And AL is 0xAB and RIP is past the MOV
      And SIGUSR1 is still pending

    Scenario: Once the signal is taken the port read is not asked for again
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB and KVM_RUN is called with SIGUSR1 pending
      When SIGUSR1 is taken
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0xAB

    @needs-cap:IRQCHIP
    Scenario: EINTR on an UNINITIALIZED vCPU proves no completion
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        in  al, 0x10
        out 0x11, al
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the MP state is set to KVM_MP_STATE_UNINITIALIZED
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged

    @needs-cap:IRQCHIP
    Scenario: What was pending on an UNINITIALIZED vCPU is finished when it is RUNNABLE again
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        in  al, 0x10
        out 0x11, al
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the MP state is set to KVM_MP_STATE_UNINITIALIZED
      And the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      When the MP state is set to KVM_MP_STATE_RUNNABLE
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the IN

  @COMP-03
  Rule: A completing KVM_RUN with an unmasked signal pending or with immediate_exit set executes no further guest instruction

    Scenario Outline: A port read completed with <reason> does not run the INC behind it
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        inc ax
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0x41 and KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And RAX is 0x41 and RIP is at the INC

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

    Scenario Outline: An MMIO write completed with <reason> does not run the INC behind it
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x10], al
        inc ax
        hlt
        """
      And the guest starts with RAX=0x41
      And the vCPU has exited for an MMIO write of 0x41 at 0x20010
      When KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And RAX is 0x41 and RIP is at the INC

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

  @COMP-07
  Rule: Pieces keep coming back with 0 while a signal is pending, and EINTR comes only when nothing is left

    Scenario: Both halves of a page-split read come before the EINTR of a signal
      Given a vCPU in real mode at 0x1000 running
        """
        mov ax, [0x0FFF]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20FFF
      When the read is answered with 0x34 and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000
      When the read is answered with 0x12 and KVM_RUN is called
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And AX is 0x1234 and RIP is past the MOV

    Scenario: The write half of a read-modify-write comes before the EINTR of a signal
      Given a vCPU in real mode at 0x1000 running
        """
        add byte ptr [0], 1
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      When the read is answered with 0x41 and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN returns 0 for an MMIO write of 0x42 at 0x20000
      When KVM_RUN is called
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And RIP is past the ADD

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
        | mode        |
        | real mode   |
        | 64-bit mode |

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

  @COMP-09
  Rule: A KVM_RUN that fails before the completion keeps the pending operation for the next good one

    Scenario: A bad kvm_valid_regs leaves a port read pending
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with kvm_valid_regs 0x10000000000 and immediate_exit
      Then KVM_RUN fails with EINVAL
      And the vCPU is unchanged

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

    Scenario: A failure between two halves loses neither
      Given a vCPU in real mode at 0x1000 running
        """
        mov ax, [0x0FFF]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20FFF
      And the read is answered with 0x34 and KVM_RUN is called
      And the read is answered with 0x12 and KVM_RUN is called with kvm_valid_regs 0x10000000000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AX is 0x1234 and RIP is past the MOV

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
        | mode        |
        | real mode   |
        | 64-bit mode |

    Scenario: Nothing is left to finish after KVM_EXIT_SHUTDOWN
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        ud2
        """
      And the vCPU has exited for KVM_EXIT_SHUTDOWN
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_SHUTDOWN
      And the vCPU is unchanged

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
        inc ax
        hlt
        """
      And the guest starts with RFLAGS=0x202
      And KVM_RUN is called with request_interrupt_window 1
      And KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_IRQ_WINDOW_OPEN
      And RAX is 0 and RIP is at the INC

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
        | instruction    | exit                                  |
        | in al, 0x10    | a 1-byte read of port 0x10            |
        | out 0x10, al   | a 1-byte write of 0x00 to port 0x10   |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010     |
        | mov [0x10], al | an MMIO write of 0x00 at 0x20010      |

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

  @COMP-33
  Rule: Completion under immediate_exit or a pending signal never waits for a guest event

    @needs-cap:IRQCHIP
    Scenario Outline: A port read before a HLT is completed with <reason> and does not sleep
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is at the HLT
      And the MP state is KVM_MP_STATE_RUNNABLE

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

    @needs-cap:IRQCHIP
    Scenario: An MMIO read on a HALTED vCPU is completed without an event
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov al, [0x10]
        out 0x11, al
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      And the MP state is set to KVM_MP_STATE_HALTED
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the MOV
      And the MP state is KVM_MP_STATE_HALTED
