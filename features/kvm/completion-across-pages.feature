@completion
Feature: An access that crosses a page or is wider than 8 bytes is completed piece by piece
  A piece is physically contiguous. What follows it in the guest's addresses may be anywhere else.

  @COMP-19
  Rule: An access that crosses a page arrives in physically contiguous exits, low address first, and only for the part that is MMIO

    Scenario Outline: In <mode> a write across a page comes in two halves
      Given a vCPU in <mode> at 0x1000 running
        """
        mov [<place>], eax
        hlt
        """
      And the guest starts with RAX=0x44332211
      And the vCPU has exited for an MMIO write of bytes 11 22 at 0x20FFE
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x21000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x44332211 and RIP is past the MOV

      Examples:
        | mode                       | place   |
        | real mode                  | 0x0FFE  |
        | protected mode             | 0x20FFE |
        | protected mode with paging | 0x20FFE |
        | 64-bit mode                | 0x20FFE |
        | 64-bit mode at CPL 3       | 0x20FFE |

    Scenario Outline: In <mode> a read across a page has its low half first
      Given a vCPU in <mode> at 0x1000 running
        """
        mov eax, [<place>]
        hlt
        """
      And the vCPU has exited for an MMIO read of 3 bytes at 0x20FFD
      When the read is answered with bytes 11 22 33 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000
      When the read is answered with bytes 44 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x44332211 and RIP is past the MOV

      Examples:
        | mode           | place   |
        | real mode      | 0x0FFD  |
        | protected mode | 0x20FFD |
        | 64-bit mode    | 0x20FFD |

    Scenario: A read from the end of RAM exits only for the part behind it
      Given a vCPU in real mode at 0x1000 running
        """
        mov ds, bx
        mov ax, [0x0FFF]
        hlt
        """
      And the guest starts with RBX=0x0F00
      And guest memory at 0xFFFF is filled with 0x34
      And the vCPU has exited for an MMIO read of 1 byte at 0x10000
      When the read is answered with 0x12 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AX is 0x1234 and RIP is at the HLT

    Scenario: A write to the end of RAM stores the one part and exits for the other
      Given a vCPU in real mode at 0x1000 running
        """
        mov ds, bx
        mov [0x0FFF], ax
        hlt
        """
      And the guest starts with RAX=0x1234 and RBX=0x0F00
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of bytes 12 at 0x10000
      And guest memory at 0xFFFF contains 0x34

    Scenario Outline: In <mode> the halves of a write go where their pages are mapped to
      Given a vCPU in <mode> at 0x1000 running
        """
        mov [0x300FFE], eax
        hlt
        """
      And the page at 0x300000 is mapped to 0x2F000
      And the page at 0x301000 is mapped to 0x25000
      And the guest starts with RAX=0x44332211
      And the vCPU has exited for an MMIO write of bytes 11 22 at 0x2FFFE
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x25000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is past the MOV

      Examples:
        | mode                       |
        | protected mode with paging |
        | 64-bit mode                |
        | 64-bit mode at CPL 3       |

    Scenario Outline: In <mode> the halves of a read come from where their pages are mapped to
      Given a vCPU in <mode> at 0x1000 running
        """
        mov rax, [0x300FFD]
        hlt
        """
      And the page at 0x300000 is mapped to 0x2F000
      And the page at 0x301000 is mapped to 0x25000
      And the vCPU has exited for an MMIO read of 3 bytes at 0x2FFFD
      When the read is answered with bytes 11 22 33 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 5 bytes at 0x25000
      When the read is answered with bytes 44 55 66 77 88 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x8877665544332211 and RIP is past the MOV

      Examples:
        | mode                 |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> a read whose <half> half is in RAM exits only for the other
      Given a vCPU in <mode> at 0x1000 running
        """
        mov eax, [0x300FFE]
        hlt
        """
      And the page at 0x300000 is mapped to <first>
      And the page at 0x301000 is mapped to <second>
      And guest memory at <ram> is filled with bytes A1 A2
      And the vCPU has exited for an MMIO read of 2 bytes at <exit>
      When the read is answered with bytes B1 B2 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is <result> and RIP is past the MOV

      Examples:
        | mode                       | half   | first   | second  | ram    | exit    | result     |
        | protected mode with paging | first  | 0x4000  | 0x25000 | 0x4FFE | 0x25000 | 0xB2B1A2A1 |
        | protected mode with paging | second | 0x25000 | 0x4000  | 0x4000 | 0x25FFE | 0xA2A1B2B1 |
        | 64-bit mode                | first  | 0x4000  | 0x25000 | 0x4FFE | 0x25000 | 0xB2B1A2A1 |
        | 64-bit mode                | second | 0x25000 | 0x4000  | 0x4000 | 0x25FFE | 0xA2A1B2B1 |
        | 64-bit mode at CPL 3       | first  | 0x4000  | 0x25000 | 0x4FFE | 0x25000 | 0xB2B1A2A1 |
        | 64-bit mode at CPL 3       | second | 0x25000 | 0x4000  | 0x4000 | 0x25FFE | 0xA2A1B2B1 |

    Scenario: A write whose halves are two ends of one page
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov [0x300FFE], eax
        hlt
        """
      And the page at 0x300000 is mapped to 0x20000
      And the page at 0x301000 is mapped to 0x20000
      And the guest starts with RAX=0x44332211
      And the vCPU has exited for an MMIO write of bytes 11 22 at 0x20FFE
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x20000

  @COMP-20
  Rule: An MMIO access of more than 8 bytes arrives in ascending pieces of at most 8 bytes

    Scenario Outline: In <mode> a 16-byte read comes in two pieces
      Given a vCPU in <mode> at 0x1000 running
        """
        movdqu xmm0, [<place>]
        hlt
        """
      And the vCPU has exited for an MMIO read of 8 bytes at 0x20000
      When the read is answered with 0x0706050403020100 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 8 bytes at 0x20008
      When the read is answered with 0x0F0E0D0C0B0A0908 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And XMM0 is 0x0F0E0D0C0B0A09080706050403020100 and RIP is past the MOVDQU

      Examples:
        | mode           | place   |
        | real mode      | 0       |
        | protected mode | 0x20000 |
        | 64-bit mode    | 0x20000 |

    Scenario Outline: In <mode> a 16-byte read across a page comes in three pieces
      Given a vCPU in <mode> at 0x1000 running
        """
        movdqu xmm0, [<place>]
        hlt
        """
      And the vCPU has exited for an MMIO read of 4 bytes at 0x20FFC
      When the read is answered with 0x03020100 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 8 bytes at 0x21000
      When the read is answered with 0x0B0A090807060504 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 4 bytes at 0x21008
      When the read is answered with 0x0F0E0D0C and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And XMM0 is 0x0F0E0D0C0B0A09080706050403020100 and RIP is past the MOVDQU

      Examples:
        | mode                 | place   |
        | real mode            | 0x0FFC  |
        | protected mode       | 0x20FFC |
        | 64-bit mode          | 0x20FFC |
        | 64-bit mode at CPL 3 | 0x20FFC |

    Scenario Outline: In <mode> a 16-byte write comes in two pieces
      Given a vCPU in <mode> at 0x1000 running
        """
        movdqu xmm0, es:[0x3000]
        movdqu [<place>], xmm0
        hlt
        """
      And guest memory at 0x3000 is filled with "abcdefghijklmnop"
      And the vCPU has exited for an MMIO write of "abcdefgh" at 0x20000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of "ijklmnop" at 0x20008
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is at the HLT

      Examples:
        | mode           | place   |
        | real mode      | 0       |
        | protected mode | 0x20000 |
        | 64-bit mode    | 0x20000 |

    Scenario Outline: In <mode> a 16-byte write across a page comes in three pieces
      Given a vCPU in <mode> at 0x1000 running
        """
        movdqu xmm0, es:[0x3000]
        movdqu [<place>], xmm0
        hlt
        """
      And guest memory at 0x3000 is filled with "abcdefghijklmnop"
      And the vCPU has exited for an MMIO write of "abcd" at 0x20FFC
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of "efghijkl" at 0x21000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of "mnop" at 0x21008
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is at the HLT

      Examples:
        | mode                 | place   |
        | real mode            | 0x0FFC  |
        | protected mode       | 0x20FFC |
        | 64-bit mode          | 0x20FFC |
        | 64-bit mode at CPL 3 | 0x20FFC |
