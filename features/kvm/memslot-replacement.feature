@memslot-alternatives
Feature: Replacing all memory slots at once
  The alternative set-all-memslots, with the scenarios of the list.

  @ALT-01
  Rule: Wholesale replacement makes the slots that it names all that there are, at once or not at all, and no vCPU sees a hole

    @not-proposed:set-all-memslots
    Scenario: Without the alternative the request is ENOTTY and changes nothing
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When these changes are made by replacing all slots
        | delete slot 1                        |
        | create a slot 2 of 1 page at 0x20000 |
      Then the call fails with ENOTTY
      And the memory map is unchanged

    @proposed:set-all-memslots @absence:ALT-01
    Scenario: The guest sees old bytes, then new bytes, and never leaves
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword ptr [0x2000]
        mov al, [0x20000]
        mov bl, [0x21000]
        cmp al, 0x11
        je again
        hlt
        """
      And these changes are made one by one
        | create a slot 1 of 2 pages at 0x20000 filled with 0x11 |
      And the guest runs and counts at 0x2000
      When these changes are made by replacing all slots
        | delete slot 1                                         |
        | create a slot 1 of 1 page at 0x20000 filled with 0x22 |
        | create a slot 2 of 1 page at 0x21000 filled with 0x33 |
      Then the call returns 0
      And KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0x22 and RBX is 0x33

    @proposed:set-all-memslots @absence:ALT-01
    Scenario Outline: A <access> is tried again
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov ecx, 0x20000
        again: inc dword ptr [0x2000]
        <instruction>
        jmp again
        """
      And these changes are made one by one
        | create a slot 1 of 1 page at 0x20000 filled with 0xC3 |
      And the guest runs and counts at 0x2000
      When these changes are made by replacing all slots as far as the slots that go are invalid
        | delete slot 1                                         |
        | create a slot 2 of 1 page at 0x20000 filled with 0xC3 |
      Then the guest stalls, which counts at 0x2000
      When the changes go on and are completed
      Then the guest goes on counting at 0x2000

      Examples:
        | access | instruction     |
        | read   | mov al, [rcx]   |
        | write  | mov [rcx+8], al |
        | fetch  | call rcx        |

    @proposed:set-all-memslots @absence:ALT-01
    Scenario: The guest counts in the new memory and no longer in the old
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword ptr [0x20000]
        jmp again
        """
      And these changes are made one by one
        | create a slot 1 of 1 page at 0x20000 |
      And the guest runs and counts at 0x20000
      When these changes are made by replacing all slots
        | delete slot 1                        |
        | create a slot 1 of 1 page at 0x20000 |
      Then the call returns 0
      And the guest goes on counting at 0x20000, and not where slot 1 was before

    @proposed:set-all-memslots @absence:ALT-01
    Scenario Outline: "<entry>" is refused with <errno>, and every slot is as it was
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword ptr [0x2000]
        mov al, [0x20000]
        cmp al, 0x11
        je again
        hlt
        """
      And these changes are made one by one
        | create a slot 1 of 1 page at 0x20000 filled with 0x11 |
        | create a slot 2 of 1 page at 0x30000                  |
      And the guest runs and counts at 0x2000
      When these changes are made by replacing all slots
        | delete slot 1 |
        | <entry>       |
      Then the call fails with <errno>
      And the guest goes on counting at 0x2000
      And the memory map is unchanged

      Examples:
        | entry                                                            | errno  |
        | create a slot 3 of 1 page at 0x30000                             | EEXIST |
        | create a slot 3 of 1 page at 0x40000 but memory_size=0           | EINVAL |
        | create a slot 3 of 1 page at 0x40000 but guest_phys_addr=0x40123 | EINVAL |
        | create a slot 3 of 1 page at 0x40000 but flags=0x10              | EINVAL |
        | create a slot 3 of 1 page at 0x40000 but slot=2                  | EINVAL |
        | create a slot 3 of 1 page at 0x10000000000000                    | EINVAL |

    @proposed:set-all-memslots @absence:ALT-01
    Scenario: A slot that is not named goes, and one that moves leaves its range
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      And a slot 2 of 1 page at 0x30000
      When these changes are made by replacing all slots
        | delete slot 1         |
        | move slot 2 to 0x21000 |
      Then the call returns 0
      When a slot 3 of 1 page at 0x30000 is set
      Then the call returns 0
      And the memory map is unchanged

    @proposed:set-all-memslots @absence:ALT-01
    Scenario: A slot that stays keeps its log, and one that comes back elsewhere has a new one
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        mov [0x4000], al
        hlt
        """
      And a logged slot 1 of 2 pages at 0x20000
      And a logged slot 2 of 2 pages at 0x24000
      And KVM_RUN is called
      When these changes are made by replacing all slots
        | move slot 2 to 0x28000 |
      Then the call returns 0
      And the dirty log of slot 1 names page 1
      And the dirty log of slot 2 names no page
