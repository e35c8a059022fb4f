@dirty-log
Feature: The dirty log names the pages that were written
  Slot 1 is logged. The guest's data segment begins where the slot does.

  @DIRTY-01
  Rule: Bit n of KVM_GET_DIRTY_LOG is set iff page n of the slot was written since the last call, which clears what it returns

    Scenario: The pages that the guest wrote are named, and no other
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        mov [0x3008], al
        mov bl, [0x5000]
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_RUN is called
      Then the dirty log of slot 1 names pages 1 and 3

    Scenario: What was returned is cleared
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When the dirty log of slot 1 is read
      Then the dirty log of slot 1 names no page

    Scenario: A page that is written again is named again
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        out 0x10, al
        mov [0x1004], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And the dirty log of slot 1 names page 1
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the dirty log of slot 1 names page 1

    Scenario: A write across the edge of two pages names both
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1FFE], eax
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_RUN is called
      Then the dirty log of slot 1 names pages 1 and 2

    Scenario: A write across the edge of two pages names those that they are mapped to
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov [0x300FFE], eax
        hlt
        """
      And the page at 0x300000 is mapped to 0x25000
      And the page at 0x301000 is mapped to 0x22000
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_RUN is called
      Then the dirty log of slot 1 names pages 2 and 5

    Scenario: Each slot has its own log
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        mov [0xA000], al
        hlt
        """
      And a logged slot 1 of 8 pages at 0x20000
      And a logged slot 2 of 8 pages at 0x28000
      When KVM_RUN is called
      Then the dirty log of slot 1 names page 1
      And the dirty log of slot 2 names page 2

    Scenario: The last page of a slot has a bit, and what is behind it has none
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov rbx, 0x463000
        mov [rbx], al
        hlt
        """
      And a logged slot 1 of 100 pages at 0x400000
      When KVM_RUN is called
      Then the dirty log of slot 1 names page 99

    Scenario: The bitmap is rounded up to a 64-bit word
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x0000], al
        hlt
        """
      And a logged slot 1 of 1 page at 0x20000
      When KVM_RUN is called
      Then the dirty log of slot 1 names page 0
      And nothing is written behind the bitmap of slot 1

  @DIRTY-02
  Rule: KVM_GET_DIRTY_LOG fails with EINVAL for an id or address space out of range, ENOENT for a slot that is absent or not logged, EFAULT for a bad pointer, and ENXIO first where a dirty ring is used without a bitmap

    Scenario Outline: <what> gives <errno>
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And a slot 3 of 1 page at 0x40000
      And KVM_RUN is called
      When KVM_GET_DIRTY_LOG is called with <fields>
      Then the call fails with <errno>
      And the dirty log of slot 1 names page 1

      Examples:
        | what                                    | fields                         | errno  |
        | An absent slot                          | slot=2                         | ENOENT |
        | A slot that is not logged               | slot=3                         | ENOENT |
        | The highest id                          | slot=0x7FFB                    | ENOENT |
        | An id out of range                      | slot=0xFFFF                    | EINVAL |
        | An address space out of range           | slot=0x20001                   | EINVAL |
        | An absent slot and no bitmap            | slot=2 and dirty_bitmap=0      | ENOENT |
        | An id out of range and no bitmap        | slot=0xFFFF and dirty_bitmap=0 | EINVAL |

    Scenario: An unreadable structure gives EFAULT
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When userspace calls KVM_GET_DIRTY_LOG with a null pointer
      Then the call fails with EFAULT
      And the dirty log of slot 1 names page 1

    Scenario: A bitmap that cannot be written gives EFAULT, and its bits may be lost
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When KVM_GET_DIRTY_LOG is called with slot=1 and dirty_bitmap=0
      Then the call fails with EFAULT
      And the dirty log of slot 1 names page 1 or no page, which is recorded

    @needs-cap:DIRTY_LOG_RING
    Scenario Outline: With rings and no bitmap it is ENXIO, for <what> too
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When KVM_GET_DIRTY_LOG is called with <fields>
      Then the call fails with ENXIO
      And the dirty ring names page 1 of slot 1

      Examples:
        | what               | fields                    |
        | a logged slot      | slot=1                    |
        | an absent slot     | slot=2                    |
        | an id out of range | slot=0xFFFF               |
        | a bad bitmap       | slot=1 and dirty_bitmap=0 |

  @DIRTY-03
  Rule: A VMM gives KVM_GET_DIRTY_LOG a bitmap of whole 64-bit words and zero in the padding

    Scenario: Padding that is not zero
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_GET_DIRTY_LOG is called with slot=1 and padding1=5
      Then the call returns 0 or fails with EINVAL, which is recorded
