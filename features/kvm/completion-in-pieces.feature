@completion
Feature: An instruction with several exits is completed piece by piece
  Each exit is answered by another KVM_RUN, and only the last of these can return EINTR.

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
        movdqu xmm0, es:[0x3000]
        movdqu [0], xmm0
        hlt
        """
      And guest memory at 0x3000 is filled with "abcdefghijklmnop"
      And the vCPU has exited for an MMIO write of "abcdefgh" at 0x20000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of "ijklmnop" at 0x20008
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is at the HLT

    Scenario: A 16-byte write across a page comes in three pieces
      Given a vCPU in real mode at 0x1000 running
        """
        movdqu xmm0, es:[0x3000]
        movdqu [0x0FFC], xmm0
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

  @COMP-21
  Rule: The later fragment of an MMIO write is right even if another task calls the second KVM_RUN

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x0FFE], eax
        hlt
        """
      And the guest starts with RAX=0x44332211
      And the vCPU has exited for an MMIO write of bytes 11 22 at 0x20FFE

    Scenario: The second half of a page-split write is fetched by another task
      When KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x21000
      When KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN fails with EINTR
      And RIP is past the MOV

    Scenario: The second half is right though the first task has ended
      When the vCPU thread ends
      And KVM_RUN is called with immediate_exit by another task
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x21000
