@completion
Feature: MMIO is completed at re-entry, piece by piece
  One instruction may need several exits. Each of them is answered by another KVM_RUN, and only
  the last of these can return EINTR.

  @COMP-06
  Rule: Completion that leads to the next exit of the same instruction returns 0 with that exit, and not EINTR

    Scenario: A read that crosses a page comes in two halves
      Given a vCPU in real mode at 0x1000 running
        """
        mov ax, [0x0FFF]
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

    Scenario: A read-modify-write comes as a read and a write
      Given a vCPU in real mode at 0x1000 running
        """
        add byte ptr [0], 1
        nop
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      When the read is answered with 0x41 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of 0x42 at 0x20000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is past the ADD

    Scenario: A locked compare-and-exchange in 64-bit mode comes as a read and a write
      Given a vCPU in 64-bit mode at 0x1000 running
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

    Scenario: A move from MMIO to MMIO in 64-bit mode comes as a read and a write
      Given a vCPU in 64-bit mode at 0x1000 running
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

  @COMP-17
  Rule: An MMIO read takes its data at re-entry for the length and place that KVM recorded, whatever userspace writes into kvm_run

    Scenario Outline: An MMIO read of <bytes> is merged into RAX at re-entry
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for an MMIO read of <bytes> at 0x20010
      When the read is answered with <answer> and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is <result> and RIP is past the MOV

      Examples:
        | instruction     | bytes   | answer     | result             |
        | mov al, [0x10]  | 1 byte  | 0xAB       | 0x11223344556677AB |
        | mov ax, [0x10]  | 2 bytes | 0xBEEF     | 0x112233445566BEEF |
        | mov eax, [0x10] | 4 bytes | 0xDEADBEEF | 0x00000000DEADBEEF |

    Scenario: An MMIO read of 8 bytes in 64-bit mode is one exit
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov rbx, [0x200010]
        hlt
        """
      And the vCPU has exited for an MMIO read of 8 bytes at 0x200010
      When the read is answered with 0x1122334455667788 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RBX is 0x1122334455667788 and RIP is past the MOV

    Scenario Outline: Overwriting <field> in kvm_run after the exit has no effect on the read
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x10]
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      And the read is answered with 0xAB
      When userspace writes <field>=<value> into kvm_run
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x11223344556677AB and RIP is past the MOV

      Examples:
        | field          | value  |
        | mmio.phys_addr | 0x3000 |
        | mmio.len       | 8      |
        | mmio.is_write  | 1      |
        | exit_reason    | 99     |

  @COMP-18
  Rule: An MMIO write has written its registers back at the exit and still has to be completed

    Scenario Outline: <instruction> has its data in the exit and RIP past it
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        nop
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of <data> at 0x20010
      And RAX is 0x1122334455667788 and RIP is past the MOV

      Examples:
        | instruction     | data       |
        | mov [0x10], al  | 0x88       |
        | mov [0x10], ax  | 0x7788     |
        | mov [0x10], eax | 0x55667788 |

    Scenario: Completing it twice changes nothing
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x10], al
        nop
        hlt
        """
      And the vCPU has exited for an MMIO write of 0x00 at 0x20010
      And KVM_RUN is called with immediate_exit
      And KVM_RUN fails with EINTR
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged

    Scenario: The write is not repeated
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x10], al
        hlt
        """
      And the vCPU has exited for an MMIO write of 0x00 at 0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RIP is past the HLT

  @COMP-19
  Rule: An access that crosses a page arrives in physically contiguous exits, low address first, and only for the part that is MMIO

    Scenario: A write across a page comes in two halves
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x0FFE], eax
        hlt
        """
      And the guest starts with RAX=0x44332211
      And the vCPU has exited for an MMIO write of bytes 11 22 at 0x20FFE
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x21000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x44332211 and RIP is past the MOV

    Scenario: A read across a page has its low half first
      Given a vCPU in real mode at 0x1000 running
        """
        mov eax, [0x0FFD]
        hlt
        """
      And the vCPU has exited for an MMIO read of 3 bytes at 0x20FFD
      When the read is answered with bytes 11 22 33 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000
      When the read is answered with bytes 44 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x44332211 and RIP is past the MOV

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

  @COMP-20
  Rule: An MMIO access of more than 8 bytes arrives in ascending pieces of at most 8 bytes

    Scenario: A 16-byte read comes in two pieces
      Given a vCPU in real mode at 0x1000 running
        """
        movdqu xmm0, [0]
        hlt
        """
      And the vCPU has exited for an MMIO read of 8 bytes at 0x20000
      When the read is answered with 0x0706050403020100 and KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 8 bytes at 0x20008
      When the read is answered with 0x0F0E0D0C0B0A0908 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And XMM0 is 0x0F0E0D0C0B0A09080706050403020100 and RIP is past the MOVDQU

    Scenario: A 16-byte read across a page comes in three pieces
      Given a vCPU in real mode at 0x1000 running
        """
        movdqu xmm0, [0x0FFC]
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

    Scenario: A 16-byte write comes in two pieces
      Given a vCPU in real mode at 0x1000 running
        """
        movdqu [0], xmm0
        hlt
        """
      And the guest starts with XMM0=0x0F0E0D0C0B0A09080706050403020100
      And the vCPU has exited for an MMIO write of 0x0706050403020100 at 0x20000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of 0x0F0E0D0C0B0A0908 at 0x20008
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is past the MOVDQU

  @COMP-21
  Rule: The later fragment of an MMIO write is right even if another task calls the second KVM_RUN

    Scenario: The second half of a page-split write is fetched by another task
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x0FFE], eax
        hlt
        """
      And the guest starts with RAX=0x44332211
      And the vCPU has exited for an MMIO write of bytes 11 22 at 0x20FFE
      When KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x21000
      When KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN fails with EINTR
      And RIP is past the MOV

    Scenario: The second half is right though the first task has ended
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x0FFE], eax
        hlt
        """
      And the guest starts with RAX=0x44332211
      And the vCPU has exited for an MMIO write of bytes 11 22 at 0x20FFE
      When the vCPU thread ends
      And KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x21000

  @COMP-22
  Rule: REP MOVS to MMIO exits once a unit with its registers already stepped, and completion neither loses nor repeats a unit

    Scenario: At the first exit one unit is gone from RCX, RSI and RDI
      Given a vCPU in real mode at 0x1000 running
        """
        mov ds, ax
        mov es, bx
        rep movsb
        hlt
        """
      And the guest starts with RBX=0x2000, RCX=3 and RSI=0x3000
      And guest memory at 0x3000 is filled with "abc"
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of 0x61 at 0x20000
      And RCX is 2, RSI is 0x3001, RDI is 1 and RIP is at the REP MOVSB

    Scenario: Every unit arrives once although each is completed apart
      Given a vCPU in real mode at 0x1000 running
        """
        mov ds, ax
        mov es, bx
        rep movsb
        hlt
        """
      And the guest starts with RBX=0x2000, RCX=3 and RSI=0x3000
      And guest memory at 0x3000 is filled with "abc"
      And the vCPU has exited for an MMIO write of 0x61 at 0x20000
      And the operation is completed
      And the vCPU has exited for an MMIO write of 0x62 at 0x20001
      And the operation is completed
      And the vCPU has exited for an MMIO write of 0x63 at 0x20002
      When the operation is completed
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RCX is 0, RSI is 0x3003 and RDI is 3

    Scenario: From MMIO to RAM every unit is asked for once
      Given a vCPU in real mode at 0x1000 running
        """
        rep movsb
        hlt
        """
      And the guest starts with RCX=2 and RDI=0x3000
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      When the read is answered with "a" and KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x20001
      When the read is answered with "b" and KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And guest memory at 0x3000 contains bytes 61 62 00
