@memslots
Feature: Read-only memory slots

  @RO-01
  @needs-cap:READONLY_MEM
  Rule: A guest write to a KVM_MEM_READONLY slot exits as an MMIO write with its data and leaves memory as it is, while reads and fetches are served from memory

    Scenario Outline: A write of <data> in <mode>
      Given a vCPU in <mode> at 0x1000 running
        """
        mov [bx], <register>
        hlt
        """
      And the guest starts with RAX=0x1122334455667788 and RBX=<offset>
      And a read-only slot 1 of 2 pages at 0x20000
      And the host memory of slot 1 at 0x10 is filled with bytes A1 A2 A3 A4 A5 A6 A7 A8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of <data> at 0x20010
      And the host memory of slot 1 at 0x10 contains bytes A1 A2 A3 A4 A5 A6 A7 A8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at 0x10 contains bytes A1 A2 A3 A4 A5 A6 A7 A8

      Examples:
        | mode      | register | offset | data              |
        | real mode | al       | 0x10   | 0x88              |
        | real mode | ax       | 0x10   | bytes 88 77       |
        | real mode | eax      | 0x10   | bytes 88 77 66 55 |

    Scenario: A write of 8 bytes in 64-bit mode
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov [0x20010], rax
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And a read-only slot 1 of 2 pages at 0x20000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of bytes 88 77 66 55 44 33 22 11 at 0x20010
      And the host memory of slot 1 at 0x10 contains bytes 00 00 00 00 00 00 00 00

    Scenario: A write through a page that is mapped into the slot
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov [0x300010], eax
        hlt
        """
      And the page at 0x300000 is mapped to 0x21000
      And the guest starts with RAX=0x44332211
      And a read-only slot 1 of 2 pages at 0x20000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of bytes 11 22 33 44 at 0x21010
      And the host memory of slot 1 at 0x1010 contains bytes 00 00 00 00

    Scenario: A write that begins in a writable slot and ends in a read-only one
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov [0x20FFE], eax
        hlt
        """
      And the guest starts with RAX=0x44332211
      And a slot 1 of 1 page at 0x20000
      And a read-only slot 2 of 1 page at 0x21000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of bytes 33 44 at 0x21000
      And the host memory of slot 1 at 0xFFE contains bytes 11 22
      And the host memory of slot 2 at 0 contains bytes 00 00

    Scenario: A string is stored
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        rep stosb
        hlt
        """
      And the guest starts with RAX=0x5A, RCX=2 and RDI=0x20010
      And a read-only slot 1 of 1 page at 0x20000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of 0x5A at 0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of 0x5A at 0x20011
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at 0x10 contains bytes 00 00

    Scenario: Reads are served from memory
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov rax, [0x20FFC]
        hlt
        """
      And a read-only slot 1 of 2 pages at 0x20000
      And the host memory of slot 1 at 0xFFC is filled with bytes A1 A2 A3 A4 A5 A6 A7 28
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 0x28A7A6A5A4A3A2A1

    Scenario: Code is fetched from memory
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov rbx, 0x20800
        jmp rbx
        """
      And a read-only slot 1 of 2 pages at 0x20000
      And guest memory at 0x20800 holds code for 64-bit mode
        """
        mov al, 0xAB
        hlt
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0xAB

    Scenario: Userspace writes through its own address, and the guest reads it
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20010]
        hlt
        mov al, [0x20010]
        hlt
        """
      And a read-only slot 1 of 2 pages at 0x20000
      And the vCPU has exited for KVM_EXIT_HLT
      When the host memory of slot 1 at 0x10 is filled with 0xCD
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0xCD

  @RO-02
  @needs-cap:READONLY_MEM
  Rule: An instruction that reads and writes a KVM_MEM_READONLY slot reads from memory without an exit, and exits for its write alone

    Scenario Outline: <instruction> on 0x41
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the guest starts with RAX=0x41, RBX=0x07 and RCX=0x20010
      And a read-only slot 1 of 2 pages at 0x20000
      And the host memory of slot 1 at 0x10 is filled with 0x41
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of <data> at 0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at 0x10 contains 0x41

      Examples:
        | instruction        | data |
        | inc byte ptr [rcx] | 0x42 |
        | add [rcx], bl      | 0x48 |
        | not byte ptr [rcx] | 0xBE |
        | xchg [rcx], bl     | 0x07 |

    Scenario: The register of an exchange gets what is in memory
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        xchg [0x20010], bl
        hlt
        """
      And the guest starts with RBX=0x07
      And a read-only slot 1 of 2 pages at 0x20000
      And the host memory of slot 1 at 0x10 is filled with 0x41
      And the vCPU has exited for an MMIO write of 0x07 at 0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RBX is 0x41

  @RO-03
  @needs-cap:READONLY_MEM
  Rule: A slot may be read-only and logged, and a write that is not done does not make a page dirty

    Scenario: KVM_MEM_READONLY and KVM_MEM_LOG_DIRTY_PAGES together
      Given a VM without a vCPU
      When a read-only logged slot 1 of 2 pages at 0x20000 is set
      Then the call returns 0
      And the memory map is unchanged

    Scenario: Logging of a read-only slot begins and ends
      Given a VM without a vCPU
      And a read-only slot 1 of 2 pages at 0x20000
      When slot 1 is logged
      Then the call returns 0
      When slot 1 is no longer logged
      Then the call returns 0
      And the memory map is unchanged

    Scenario: The guest writes, and userspace does not do it for it
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        inc byte ptr [0x10]
        hlt
        """
      And a read-only logged slot 1 of 2 pages at 0x20000
      And the vCPU has exited for an MMIO write of 0x00 at 0x21000
      And the vCPU has exited for an MMIO write of 0x01 at 0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the dirty log of slot 1 names no page
