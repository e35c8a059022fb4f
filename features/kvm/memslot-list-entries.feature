@memslot-list
Feature: How entries of a list of memory slots go together

  @LIST-05
  Rule: Userspace sets invalidate_slot on exactly the entries that delete or move, and the list as meant is EINVAL where it does not

    Background:
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000

    @proposed:memslot-list @absence:LIST-00
    Scenario Outline: "<entry>" is refused
      When these changes are made in one list
        | <entry> |
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | entry                                                      |
        | delete slot 1 but invalidate_slot=0                        |
        | delete slot 1 but invalidate_slot=2                        |
        | delete slot 1 but padding=1                                |
        | create a slot 2 of 1 page at 0x30000 but invalidate_slot=1 |
        | log slot 1 but invalidate_slot=1                           |

    @proposed:memslot-list @absence:LIST-00
    Scenario: A flag of the list, which has none, is refused
      When a list header is sent with nent=1 and flags=1
      Then the call fails with EINVAL
      And the memory map is unchanged

    @proposed:memslot-list-v1 @absence:LIST-00
    Scenario Outline: As sent, "<entry>" is made
      When these changes are made in one list
        | <entry> |
      Then the call returns 0
      And the memory map is unchanged

      Examples:
        | entry                                        |
        | delete slot 1 but invalidate_slot=0          |
        | delete slot 1 but padding=1                  |

  @LIST-10
  Rule: A list of more entries than the kernel takes is an error and not a hang

    Background:
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000

    @proposed:memslot-list @absence:LIST-00
    Scenario Outline: <count> new slots <outcome>
      When <count> slots of 1 page from 0x100000 on are created in one list
      Then the call <outcome>
      And the memory map is unchanged

      Examples:
        | count | outcome          |
        | 64    | returns 0        |
        | 65    | fails with E2BIG |

    Scenario Outline: A list of 4294967295 entries <outcome>, <flavour>
      When a list header is sent with nent=0xFFFFFFFF
      Then the call <outcome>
      And the memory map is unchanged

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | outcome          | flavour  |
        | fails with E2BIG | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | outcome           | flavour |
        | fails with ENOMEM | as sent |

  @LIST-11
  @needs-vm-cap:MULTI_ADDRESS_SPACE:2
  Rule: Entries of several address spaces may stand in one list, and only those of one address space are changed together

    Scenario Outline: A slot is replaced in one address space and another created in the other, <flavour>
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When these changes are made in one list
        | delete slot 1                                             |
        | create a slot 2 of 1 page at 0x20000                      |
        | create a slot 1 of 2 pages at 0x20000 in address space 1 |
      Then the call returns 0
      And the memory map is unchanged

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |

    @race
    Scenario Outline: Between the swaps of two address spaces the first has all of its changes, <flavour>
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20000]
        mov bl, [0x21000]
        hlt
        """
      And these changes are made one by one
        | create a slot 1 of 2 pages at 0x20000 filled with 0x11 |
      When these changes are made in one list as far as the second swap
        | delete slot 1                                            |
        | create a slot 1 of 1 page at 0x20000 filled with 0x22    |
        | create a slot 2 of 1 page at 0x21000 filled with 0x33    |
        | create a slot 1 of 1 page at 0x20000 in address space 1 |
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0x22 and RBX is 0x33
      When the changes go on and are completed
      Then the memory map is unchanged

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |

  @LIST-12
  Rule: What a list does that moves a slot, or that changes one slot twice, is not defined

    Scenario Outline: Slot 1 <what>, <flavour>
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      And a slot 2 of 1 page at 0x40000
      When these changes are made in one list
        | <first>  |
        | <second> |
      Then how the call ends is recorded

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | what                  | first                                        | second                                | flavour  |
        | is moved              | move slot 1 to 0x30000                       | create a slot 3 of 1 page at 0x20000 | as meant |
        | is moved, untold      | move slot 1 to 0x30000 but invalidate_slot=0 | create a slot 3 of 1 page at 0x20000 | as meant |
        | is moved over slot 2  | create a slot 3 of 1 page at 0x50000         | move slot 1 to 0x3F000                | as meant |
        | is moved and moved on | move slot 1 to 0x30000                       | move slot 1 to 0x50000                | as meant |
        | is logged and deleted | log slot 1                                   | delete slot 1                         | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | what                  | first                                        | second                                | flavour |
        | is moved              | move slot 1 to 0x30000                       | create a slot 3 of 1 page at 0x20000 | as sent |
        | is moved, untold      | move slot 1 to 0x30000 but invalidate_slot=0 | create a slot 3 of 1 page at 0x20000 | as sent |
        | is moved over slot 2  | create a slot 3 of 1 page at 0x50000         | move slot 1 to 0x3F000                | as sent |
        | is moved and moved on | move slot 1 to 0x30000                       | move slot 1 to 0x50000                | as sent |
        | is logged and deleted | log slot 1                                   | delete slot 1                         | as sent |

    Scenario Outline: Slot 1 is deleted, created and deleted again, <flavour>
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When these changes are made in one list
        | delete slot 1                        |
        | create a slot 1 of 1 page at 0x20000 |
        | delete slot 1                        |
      Then how the call ends is recorded

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |
