@memslot-list @dirty-log
Feature: Lists of memory slots and the dirty log
  Slot 1 is logged. The guest's data segment begins where the slot does, and the guest has written to
  page 1.

  @LIST-13
  Rule: A list fetches no dirty bitmap, and what was not read of a slot that goes is lost

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        mov byte ptr [0x1000], 0x55
        out 0x10, al
        hlt
        """
      And a logged slot 1 of 2 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10

    Scenario Outline: Slot 1 comes back over the same memory, and its log is empty, <flavour>
      When these changes are made in one list
        | delete slot 1                                                                        |
        | create a logged slot 1 of 2 pages at 0x20000 over the host memory of slot 1 from 0 |
      Then the call returns 0
      And the dirty log of slot 1 names no page
      And the host memory of slot 1 at 0x1000 contains 0x55

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |

    Scenario Outline: A slot that went has no log, <flavour>
      When these changes are made in one list
        | delete slot 1                        |
        | create a slot 2 of 2 pages at 0x20000 |
      Then the call returns 0
      When KVM_GET_DIRTY_LOG is called with slot=1
      Then the call fails with ENOENT

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |

    @proposed:memslot-list @absence:LIST-00
    Scenario: A list that fails loses nothing of the log
      When these changes are made in one list
        | delete slot 1                         |
        | create a slot 2 of 1 page at 0x0000 |
      Then the call fails with EEXIST
      And the dirty log of slot 1 names page 1

    Scenario Outline: A slot that only its flags were changed of keeps its log, <flavour>
      When these changes are made in one list
        | create a slot 2 of 1 page at 0x30000 |
        | log slot 1                           |
      Then the call returns 0
      And the dirty log of slot 1 names page 1

      @proposed:memslot-list @absence:LIST-00
      Examples:
        | flavour  |
        | as meant |

      @proposed:memslot-list-v1 @absence:LIST-00
      Examples:
        | flavour |
        | as sent |
