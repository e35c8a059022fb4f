@memslots
Feature: Where memory slots lie

  @SLOT-09
  Rule: A slot that would overlap another slot of its address space, created or moved, is EEXIST; adjacent slots, and a move over the slot's own old range, are not

    Scenario Outline: A slot of <pages> pages at <gpa> overlaps slot 1, which has 0x20000 to 0x23FFF
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      When a slot 2 of <pages> pages at <gpa> is set
      Then the call fails with EEXIST
      And the memory map is unchanged

      Examples:
        | pages | gpa     |
        | 4     | 0x20000 |
        | 1     | 0x20000 |
        | 1     | 0x23000 |
        | 2     | 0x1F000 |
        | 2     | 0x23000 |
        | 8     | 0x1E000 |

    Scenario Outline: Slot 2 is moved to <gpa> over slot 1
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      And a slot 2 of 2 pages at 0x30000
      When slot 2 is moved to <gpa>
      Then the call fails with EEXIST
      And the memory map is unchanged

      Examples:
        | gpa     |
        | 0x1F000 |
        | 0x21000 |
        | 0x23000 |

    Scenario Outline: A slot of 2 pages at <gpa> only touches slot 1
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      When a slot 2 of 2 pages at <gpa> is set
      Then the call returns 0
      And the memory map is unchanged

      Examples:
        | gpa     |
        | 0x1E000 |
        | 0x24000 |

    Scenario: A slot is moved by one page, over most of its own old range
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      When slot 1 is moved to 0x21000
      Then the call returns 0
      And the memory map is unchanged

    Scenario Outline: What is wrong besides is found first: <fields>
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      When a slot 2 of 2 pages at 0x20000 is set with <fields>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | fields                            |
        | flags=8                           |
        | memory_size=0x1800                |
        | userspace_addr=0xFFFF800000000000 |
        | slot=0xFFFF                       |
        | memory_size=0x80000000000         |

    Scenario: The guest reads, writes and executes where a slot lies, and its neighbour's memory is its own
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20FFF]
        mov [0x21000], al
        mov rbx, 0x21800
        jmp rbx
        """
      And a slot 1 of 1 page at 0x20000
      And a slot 2 of 1 page at 0x21000
      And guest memory at 0x21800 holds code for 64-bit mode
        """
        hlt
        """
      And the host memory of slot 1 at 0xFFF is filled with 0xAB
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 2 at 0 contains 0xAB

  @SLOT-14
  Rule: Deleting a slot that is not there is EINVAL, also when it was deleted before

    Scenario: A slot that never was
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      When a slot 2 of 0 pages at 0x30000 is set
      Then the call fails with EINVAL
      And the memory map is unchanged

    Scenario: A slot that was deleted
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      And a slot 2 of 2 pages at 0x30000
      When slot 2 is deleted
      Then the call returns 0
      When a slot 2 of 0 pages at 0x30000 is set
      Then the call fails with EINVAL
      And the memory map is unchanged
