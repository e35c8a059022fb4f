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
        | move slot 1 to 0x30000 but invalidate_slot=0               |
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
        | move slot 1 to 0x30000 but invalidate_slot=0 |
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
  @needs-cap:MULTI_ADDRESS_SPACE
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

  @LIST-12
  Rule: What a list does that changes one slot twice is not defined

    Scenario Outline: Slot 1 <twice>, <flavour>
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When these changes are made in one list
        | <first>  |
        | <second> |
      Then the call returns 0 or fails with EINVAL, which is recorded

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | twice                  | first                                 | second                 | flavour  |
        | is moved and moved on  | move slot 1 to 0x30000                | move slot 1 to 0x40000 | as meant |
        | is logged and deleted  | log slot 1                            | delete slot 1          | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | twice                  | first                                 | second                 | flavour |
        | is moved and moved on  | move slot 1 to 0x30000                | move slot 1 to 0x40000 | as sent |
        | is logged and deleted  | log slot 1                            | delete slot 1          | as sent |
