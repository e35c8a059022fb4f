@memslot-alternatives
Feature: Splitting, merging, growing and truncating memory slots
  The alternative memslot-conversions, with the scenarios of the list where they apply.

  @ALT-02
  Rule: A slot is split, merged with its neighbour, grown or truncated, or made read-only and writable, while its memory stays where it is, so that no vCPU stalls or exits and no dirty bit is lost

    @not-proposed:memslot-conversions
    Scenario: Without the alternative the request is ENOTTY and changes nothing
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When these changes are made by conversion
        | split slot 1 after 1 page into slot 2 |
      Then the call fails with ENOTTY
      And the memory map is unchanged

    @proposed:memslot-conversions @absence:ALT-02
    Scenario Outline: While a conversion is made, "<change>", the guest goes on
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword ptr [0x20000]
        mov al, [0x20FFF]
        jmp again
        """
      And a slot 1 of 4 pages at 0x20000
      And these changes are made by conversion
        | truncate slot 1 to 3 pages            |
        | split slot 1 after 2 pages into slot 2 |
      And the guest runs and counts at 0x20000
      When these changes are made by conversion as far as the swap
        | <change> |
      Then the guest still counts at 0x20000
      When the changes go on and are completed
      Then the guest goes on counting at 0x20000
      And the memory map is unchanged

      Examples:
        | change                               |
        | split slot 1 after 1 page into slot 3 |
        | merge slot 1 with slot 2             |
        | grow slot 2 to 2 pages               |
        | truncate slot 1 to 1 page            |

    @proposed:memslot-conversions @absence:ALT-02
    Scenario Outline: While a slot is made read-only or writable, "<change>", the guest that reads it goes on
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: mov al, [0x20000]
        inc dword ptr [0x22000]
        jmp again
        """
      And <slot> 1 of 1 page at 0x20000
      And a slot 2 of 1 page at 0x22000
      And the guest runs and counts at 0x22000
      When these changes are made one by one as far as the swap
        | <change> |
      Then the guest still counts at 0x22000
      When the changes go on and are completed
      Then the guest goes on counting at 0x22000
      And the memory map is unchanged

      Examples:
        | slot             | change                |
        | a slot           | make slot 1 read-only |
        | a read-only slot | make slot 1 writable  |

    @proposed:memslot-conversions @absence:ALT-02
    Scenario Outline: "<change>" is refused with <errno> and changes nothing
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      And a slot 2 of 2 pages at 0x22000
      And a slot 3 of 2 pages at 0x26000
      When these changes are made by conversion
        | <change> |
      Then the call fails with <errno>
      And the memory map is unchanged

      Examples:
        | change                                              | errno  |
        | split slot 9 after 1 page into slot 4               | ENOENT |
        | split slot 1 after 0 pages into slot 4              | EINVAL |
        | split slot 1 after 2 pages into slot 4              | EINVAL |
        | split slot 1 after 1 page into slot 2               | EEXIST |
        | split slot 1 after 1 page into slot 0x10004         | EINVAL |
        | merge slot 1 with slot 9                            | ENOENT |
        | merge slot 1 with slot 1                            | EINVAL |
        | merge slot 1 with slot 2                            | EINVAL |
        | merge slot 2 with slot 3                            | EINVAL |
        | grow slot 1 to 3 pages                              | EEXIST |
        | grow slot 1 to 2 pages                              | EINVAL |
        | grow slot 3 to 1099511627776 pages                  | EINVAL |
        | truncate slot 1 to 0 pages                          | EINVAL |
        | truncate slot 1 to 2 pages                          | EINVAL |
        | split slot 1 after 1 page into slot 4 but flags=1    | EINVAL |
        | split slot 1 after 1 page into slot 4 but reserved=1 | EINVAL |
        | split slot 1 after 1 page into slot 4 but operation=9 | EINVAL |

    @proposed:memslot-conversions @absence:ALT-02
    Scenario Outline: The log of slot <slot> goes with its pages: "<change>"
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x0000], al
        mov [0x3000], al
        hlt
        """
      And a logged slot 1 of 6 pages at 0x20000
      And these changes are made by conversion
        | truncate slot 1 to 4 pages |
      And KVM_RUN is called
      When these changes are made by conversion
        | <change> |
      Then the call returns 0
      And the dirty log of slot <slot> names <pages>

      Examples:
        | change                                 | slot | pages         |
        | split slot 1 after 2 pages into slot 2 | 1    | page 0        |
        | split slot 1 after 2 pages into slot 2 | 2    | page 1        |
        | grow slot 1 to 6 pages                 | 1    | pages 0 and 3 |
        | truncate slot 1 to 2 pages             | 1    | page 0        |

    @proposed:memslot-conversions @absence:ALT-02
    Scenario: The logs of two slots become one
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x0000], al
        mov [0x3000], al
        hlt
        """
      And a logged slot 1 of 4 pages at 0x20000
      And these changes are made by conversion
        | split slot 1 after 2 pages into slot 2 |
      And KVM_RUN is called
      When these changes are made by conversion
        | merge slot 1 with slot 2 |
      Then the call returns 0
      And the dirty log of slot 1 names pages 0 and 3

    @proposed:memslot-conversions @absence:ALT-02
    Scenario: The log of a slot is kept when it is made read-only, and when it is made writable
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        out 0x10, al
        mov [0x2000], al
        hlt
        """
      And a logged slot 1 of 4 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      When these changes are made one by one
        | make slot 1 read-only |
        | make slot 1 writable  |
      Then the call returns 0
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the dirty log of slot 1 names pages 1 and 2

    @proposed:memslot-conversions @absence:ALT-02
    Scenario: What is cut off is a hole
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x1000]
        hlt
        """
      And a slot 1 of 2 pages at 0x20000
      When these changes are made by conversion
        | truncate slot 1 to 1 page |
      And KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000

    @proposed:memslot-conversions @absence:ALT-02
    Scenario: A slot is made read-only and writable again
      Given a vCPU in real mode at 0x1000 running
        """
        mov byte ptr [0x0000], 0xAB
        mov byte ptr [0x0000], 0xCD
        hlt
        """
      And a slot 1 of 1 page at 0x20000
      When these changes are made one by one
        | make slot 1 read-only |
      Then the call returns 0
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of 0xAB at 0x20000
      When these changes are made one by one
        | make slot 1 writable |
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at 0 contains 0xCD
