@completion
Feature: An instruction with several exits is completed piece by piece
  Each exit is answered by another KVM_RUN, and only the last of these can return EINTR.

  @COMP-06
  Rule: Completion that leads to the next exit of the same instruction returns 0 with that exit, and not EINTR

    Scenario Outline: In <mode> a read that crosses a page comes in two halves
      Given a vCPU in <mode> at 0x1000 running
        """
        mov ax, [<place>]
        nop
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20FFF
      When the read is answered with 0x34 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000
      And RAX is 0 and RIP is at the MOV
      When the read is answered with 0x12 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x1234 and RIP is past the MOV

      Examples:
        | mode                 | place   |
        | real mode            | 0x0FFF  |
        | protected mode       | 0x20FFF |
        | 64-bit mode          | 0x20FFF |
        | 64-bit mode at CPL 3 | 0x20FFF |

    Scenario Outline: In <mode> a read-modify-write comes as a read and a write
      Given a vCPU in <mode> at 0x1000 running
        """
        add byte ptr [<place>], 1
        nop
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      When the read is answered with 0x41 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of 0x42 at 0x20000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is past the ADD

      Examples:
        | mode                 | place   |
        | real mode            | 0       |
        | protected mode       | 0x20000 |
        | 64-bit mode          | 0x20000 |
        | 64-bit mode at CPL 3 | 0x20000 |

    Scenario Outline: A locked compare-and-exchange in <mode> comes as a read and a write
      Given a vCPU in <mode> at 0x1000 running
        """
        lock cmpxchg dword ptr [0x200000], ecx
        hlt
        """
      And the guest starts with RAX=5 and RCX=9
      And the vCPU has exited for an MMIO read of 4 bytes at 0x200000
      When the read is answered with 0x00000005 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of 0x00000009 at 0x200000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 5 and RIP is at the HLT

      Examples:
        | mode                 |
        | protected mode       |
        | compatibility mode   |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: A move from MMIO to MMIO in <mode> comes as a read and a write
      Given a vCPU in <mode> at 0x1000 running
        """
        movsd
        hlt
        """
      And the guest starts with RSI=0x200000 and RDI=0x200100
      And the vCPU has exited for an MMIO read of 4 bytes at 0x200000
      When the read is answered with 0x44332211 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of 0x44332211 at 0x200100
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RSI is 0x200004, RDI is 0x200104 and RIP is past the MOVSD

      Examples:
        | mode                 |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario: Completed without immediate_exit the pieces come in the same way
      Given a vCPU in real mode at 0x1000 running
        """
        add byte ptr [0], 1
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      When the read is answered with 0x41 and KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of 0x42 at 0x20000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

  @COMP-07
  Rule: Pieces keep coming back with 0 while a signal is pending, and EINTR comes only when nothing is left

    Scenario Outline: In <mode> both halves of a page-split read come before the EINTR of a signal
      Given a vCPU in <mode> at 0x1000 running
        """
        mov ax, [<place>]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20FFF
      When the read is answered with 0x34 and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000
      When the read is answered with 0x12 and KVM_RUN is called
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And AX is 0x1234 and RIP is past the MOV

      Examples:
        | mode           | place   |
        | real mode      | 0x0FFF  |
        | protected mode | 0x20FFF |
        | 64-bit mode    | 0x20FFF |

    Scenario Outline: In <mode> the write half of a read-modify-write comes before the EINTR of a signal
      Given a vCPU in <mode> at 0x1000 running
        """
        add byte ptr [<place>], 1
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      When the read is answered with 0x41 and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN returns 0 for an MMIO write of 0x42 at 0x20000
      When KVM_RUN is called
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And RIP is past the ADD

      Examples:
        | mode           | place   |
        | real mode      | 0       |
        | protected mode | 0x20000 |
        | 64-bit mode    | 0x20000 |

  @COMP-21
  Rule: The later fragment of an MMIO write is right even if another task calls the second KVM_RUN

    Scenario Outline: In <mode> the second half of a page-split write is fetched by another task
      Given a vCPU in <mode> at 0x1000 running
        """
        mov [<place>], eax
        hlt
        """
      And the guest starts with RAX=0x44332211
      And the vCPU has exited for an MMIO write of bytes 11 22 at 0x20FFE
      When KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x21000
      When KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN fails with EINTR
      And RIP is past the MOV

      Examples:
        | mode           | place   |
        | real mode      | 0x0FFE  |
        | protected mode | 0x20FFE |
        | 64-bit mode    | 0x20FFE |

    Scenario Outline: In <mode> the second half is right though the first task has ended
      Given a vCPU in <mode> at 0x1000 running
        """
        mov [<place>], eax
        hlt
        """
      And the guest starts with RAX=0x44332211
      And the vCPU has exited for an MMIO write of bytes 11 22 at 0x20FFE
      When the vCPU thread ends
      And KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x21000

      Examples:
        | mode           | place   |
        | real mode      | 0x0FFE  |
        | protected mode | 0x20FFE |
        | 64-bit mode    | 0x20FFE |
