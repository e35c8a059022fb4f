@memslot-list @race
Feature: Guests that run while a list changes their memory
  The guest counts at 0x2000 and reads slot 1, which holds 0x11, until it sees something else.

  @LIST-06
  Rule: All slots that go are invalid before anything new can be seen, entries are applied in list order, and one swap for each address space shows them

    Background:
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

    Scenario Outline: The guest sees old bytes, then new bytes, and never leaves, <flavour>
      When these changes are made in one list
        | delete slot 1                                           |
        | create a slot 1 of 1 page at 0x20000 filled with 0x22 |
        | create a slot 2 of 1 page at 0x21000 filled with 0x33 |
      Then the call returns 0
      And KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0x22 and RBX is 0x33

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |

    Scenario Outline: Before the swap nothing new can be seen, <flavour>
      When these changes are made in one list as far as the swap
        | delete slot 1                                           |
        | create a slot 1 of 1 page at 0x20000 filled with 0x22 |
        | create a slot 2 of 1 page at 0x21000 filled with 0x33 |
      Then the guest stalls, which counts at 0x2000
      When the changes go on and are completed
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0x22 and RBX is 0x33

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |

    @proposed:memslot-list @absence:LIST-00
    Scenario: An entry that comes before the one it needs is refused, and the guest goes on
      When these changes are made in one list
        | create a slot 2 of 1 page at 0x20000 filled with 0x22 |
        | delete slot 1                                           |
      Then the call fails with EEXIST
      And the guest goes on counting at 0x2000
      And the memory map is unchanged

    Scenario: Deleted and created one by one, the range is a hole in between
      When these changes are made one by one
        | delete slot 1 |
      Then KVM_RUN returns 0 for KVM_EXIT_MMIO

  @LIST-07
  Rule: An access to a slot that is being changed is tried again until that is done, and does not exit

    Scenario Outline: A <access> is tried again, <flavour>
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
      When these changes are made in one list as far as the slots that go are invalid
        | delete slot 1                                           |
        | create a slot 1 of 1 page at 0x20000 filled with 0xC3 |
      Then the guest stalls, which counts at 0x2000
      When the changes go on and are completed
      Then the guest goes on counting at 0x2000

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | access | instruction     | flavour  |
        | read   | mov al, [rcx]   | as meant |
        | write  | mov [rcx+8], al | as meant |
        | fetch  | call rcx        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | access | instruction     | flavour |
        | read   | mov al, [rcx]   | as sent |
        | write  | mov [rcx+8], al | as sent |
        | fetch  | call rcx        | as sent |

    Scenario Outline: An access to the second of two slots that go is tried again, <flavour>
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword ptr [0x2000]
        mov al, [0x21000]
        jmp again
        """
      And these changes are made one by one
        | create a slot 1 of 1 page at 0x20000 |
        | create a slot 2 of 1 page at 0x21000 |
      And the guest runs and counts at 0x2000
      When these changes are made in one list as far as the swap
        | delete slot 1                         |
        | delete slot 2                         |
        | create a slot 1 of 2 pages at 0x20000 |
      Then the guest stalls, which counts at 0x2000
      When the changes go on and are completed
      Then the guest goes on counting at 0x2000

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |

  @LIST-08
  Rule: Atomic means that nobody sees a hole, and once the call has returned every access uses the new slots

    Scenario Outline: The guest counts in the new memory and no longer in the old, <flavour>
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword ptr [0x20000]
        jmp again
        """
      And these changes are made one by one
        | create a slot 1 of 1 page at 0x20000 |
      And the guest runs and counts at 0x20000
      When these changes are made in one list
        | delete slot 1                        |
        | create a slot 1 of 1 page at 0x20000 |
      Then the call returns 0
      And the guest goes on counting at 0x20000, and not where slot 1 was before

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |

  @LIST-09
  Rule: A list that fails leaves every slot as it was

    Background:
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

    @proposed:memslot-list @absence:LIST-00
    Scenario: A creation that overlaps undoes the deletion before it
      When these changes are made in one list
        | delete slot 1                        |
        | create a slot 3 of 1 page at 0x30000 |
      Then the call fails with EEXIST
      And the guest goes on counting at 0x2000
      And the memory map is unchanged

    @proposed:memslot-list @absence:LIST-00
    Scenario: What was logged and created before the entry that fails is neither logged nor there
      When these changes are made in one list
        | log slot 2                           |
        | create a slot 3 of 1 page at 0x40000 |
        | create a slot 4 of 1 page at 0x20000 |
      Then the call fails with EEXIST
      And the guest goes on counting at 0x2000
      And the memory map is unchanged

    @proposed:memslot-list @absence:LIST-00
    Scenario: What fails after the slots were made invalid brings them back, and the guest never leaves
      When these changes are made in one list as far as the slots that go are invalid
        | delete slot 1                                 |
        | create a slot 3 of 1 page at 0x10000000000000 |
      Then the guest stalls, which counts at 0x2000
      When the changes go on and fail with EINVAL
      Then the guest goes on counting at 0x2000
      And the memory map is unchanged

    @proposed:memslot-list-v1 @absence:LIST-00
    Scenario: As sent, the deleted slot stays invalid, and the guest tries for ever
      When these changes are made in one list
        | delete slot 1                        |
        | create a slot 3 of 1 page at 0x30000 |
      Then the call fails with EEXIST
      And the guest stalls, which counts at 0x2000
