@memslot-list
Feature: What a list of memory slots may say
  KVM_SET_USER_MEMORY_REGION_LIST as it was meant (memslot-list) and as it was sent
  (memslot-list-v1).

  @LIST-01
  Rule: A list without entries succeeds and does nothing, and a header or entries that cannot be read are EFAULT

    Background:
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000

    Scenario Outline: A list without entries does nothing, <flavour>
      When a list header is sent with nent=0
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

    Scenario Outline: <what> cannot be read, <flavour>
      When a list is sent of which <what> cannot be read
      Then the call fails with EFAULT
      And the memory map is unchanged

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | what        | flavour  |
        | the header  | as meant |
        | the entries | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | what        | flavour |
        | the header  | as sent |
        | the entries | as sent |

  @LIST-02
  Rule: Each entry obeys the rules for a single slot, with the same errno

    Background:
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      And a slot 2 of 1 page at 0x30000

    Scenario Outline: "<entry>" is refused with <errno>, <flavour>
      When these changes are made in one list
        | <entry> |
      Then the call fails with <errno>
      And the memory map is unchanged

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | entry                                                            | errno  | flavour  |
        | create a slot 3 of 1 page at 0x40000 but memory_size=0x1001      | EINVAL | as meant |
        | create a slot 3 of 1 page at 0x40000 but guest_phys_addr=0x40123 | EINVAL | as meant |
        | create a slot 3 of 1 page at 0x40000 but userspace_addr=0x10001  | EINVAL | as meant |
        | create a slot 3 of 1 page at 0x40000 but flags=0x10              | EINVAL | as meant |
        | create a slot 3 of 1 page at 0x21000                             | EEXIST | as meant |
        | create a slot 1 of 3 pages at 0x20000                            | EINVAL | as meant |
        | make slot 1 read-only                                            | EINVAL | as meant |
        | delete slot 3                                                    | EINVAL | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | entry                                                            | errno  | flavour |
        | create a slot 3 of 1 page at 0x40000 but memory_size=0x1001      | EINVAL | as sent |
        | create a slot 3 of 1 page at 0x40000 but guest_phys_addr=0x40123 | EINVAL | as sent |
        | create a slot 3 of 1 page at 0x40000 but userspace_addr=0x10001  | EINVAL | as sent |
        | create a slot 3 of 1 page at 0x40000 but flags=0x10              | EINVAL | as sent |
        | create a slot 3 of 1 page at 0x21000                             | EEXIST | as sent |
        | create a slot 1 of 3 pages at 0x20000                            | EINVAL | as sent |
        | make slot 1 read-only                                            | EINVAL | as sent |
        | delete slot 3                                                    | EINVAL | as sent |

    Scenario Outline: "<entry>" alone is what the single call makes of it, <flavour>
      When these changes are made in one list
        | <entry> |
      Then the call returns 0
      And the memory map is unchanged

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | entry                                | flavour  |
        | create a slot 3 of 1 page at 0x22000 | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | entry                                | flavour |
        | create a slot 3 of 1 page at 0x22000 | as sent |

    Scenario Outline: A deletion alone frees its range, <flavour>
      When these changes are made in one list
        | delete slot 1 |
      Then the call returns 0
      When a slot 3 of 2 pages at 0x20000 is set
      Then the call returns 0

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |

  @LIST-03
  Rule: A slot id that is too large is EINVAL, and later calls that change memory slots still work

    @proposed:memslot-list @absence:LIST-00
    Scenario: After a list with a wrong slot id a slot can be set
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When these changes are made in one list
        | create a slot 2 of 1 page at 0x30000 but slot=0xFFFF |
      Then the call fails with EINVAL
      When another task begins to make these changes one by one
        | create a slot 3 of 1 page at 0x40000 |
      Then the changes are completed
      And the memory map is unchanged

    @proposed:memslot-list-v1 @absence:LIST-00
    Scenario: As sent, a list with a wrong slot id keeps the lock, and the next call waits for ever
      Given a VM without a vCPU
      When these changes are made in one list
        | create a slot 2 of 1 page at 0x30000 but slot=0xFFFF |
      Then the call fails with EINVAL
      When another task begins to make these changes one by one
        | create a slot 3 of 1 page at 0x40000 |
      Then the changes are never completed

  @LIST-04
  Rule: An address space that does not exist is EINVAL and is tested before it is used

    Scenario Outline: Address space 0x7FFF is refused, <flavour>
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When these changes are made in one list
        | create a slot 2 of 1 page at 0x30000 but slot=0x7FFF0002 |
      Then the call fails with EINVAL
      And the memory map is unchanged

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |
