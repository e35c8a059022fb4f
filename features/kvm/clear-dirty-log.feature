@dirty-log
Feature: What KVM_CLEAR_DIRTY_LOG takes and refuses
  Slot 1 is logged and has 100 pages, of which the guest has written page 1.

  @CLEAR-02
  @needs-cap:MANUAL_DIRTY_LOG_PROTECT2
  Rule: KVM_CLEAR_DIRTY_LOG tests in this order, ENXIO for a ring without a bitmap, EINVAL for the slot and for a first_page that is not a multiple of 64, ENOENT for no log, EINVAL for a range that leaves the slot or ends inside 64 pages of it, EFAULT for the bitmap, and works without the capability enabled

    Scenario Outline: <what> gives <errno>
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 100 pages at 0x20000
      And a slot 3 of 1 page at 0x100000
      And KVM_RUN is called
      When KVM_CLEAR_DIRTY_LOG is called with <fields>
      Then the call fails with <errno>
      And the dirty log of slot 1 names page 1

      Examples:
        | what                                       | fields                                                     | errno  |
        | An absent slot                             | slot=2 and num_pages=64                                    | ENOENT |
        | A slot that is not logged                  | slot=3 and num_pages=1                                     | ENOENT |
        | An id out of range                         | slot=0xFFFF and num_pages=64                               | EINVAL |
        | An address space out of range              | slot=0x20001 and num_pages=64                              | EINVAL |
        | A first page that is no multiple of 64     | slot=1, first_page=1 and num_pages=64                      | EINVAL |
        | A first page behind the slot               | slot=1, first_page=128 and num_pages=0                     | EINVAL |
        | More pages than the slot has               | slot=1 and num_pages=128                                   | EINVAL |
        | More pages than are left                   | slot=1, first_page=64 and num_pages=64                     | EINVAL |
        | A number inside the slot that is not 64    | slot=1 and num_pages=65                                    | EINVAL |
        | Pages that end before those that are left  | slot=1, first_page=64 and num_pages=35                     | EINVAL |
        | A bitmap that cannot be read               | slot=1, num_pages=64 and dirty_bitmap=0                    | EFAULT |
        | A bad first page of an absent slot         | slot=2, first_page=1 and num_pages=64                      | EINVAL |
        | A bad range of an absent slot              | slot=2, first_page=64 and num_pages=1                      | ENOENT |
        | A bad range and no bitmap                  | slot=1, num_pages=65 and dirty_bitmap=0                    | EINVAL |

    Scenario Outline: <what> is taken
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 100 pages at 0x20000
      And KVM_RUN is called
      When KVM_CLEAR_DIRTY_LOG is called with <fields>
      Then the call returns 0
      And the dirty log of slot 1 names <left>

      Examples:
        | what                                    | fields                                 | left    |
        | A range of 64 pages                     | slot=1 and num_pages=64                | no page |
        | The whole slot                          | slot=1 and num_pages=100               | no page |
        | A range that ends with the slot         | slot=1, first_page=64 and num_pages=36 | page 1  |
        | No page at all                          | slot=1 and num_pages=0                 | page 1  |

    Scenario: No page at the end of a slot of 64 pages is taken
      Given a VM without a vCPU
      And a logged slot 1 of 64 pages at 0x20000
      When KVM_CLEAR_DIRTY_LOG is called with slot=1, first_page=64 and num_pages=0
      Then the call returns 0

    Scenario: An unreadable structure gives EFAULT
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 100 pages at 0x20000
      And KVM_RUN is called
      When userspace calls KVM_CLEAR_DIRTY_LOG with a null pointer
      Then the call fails with EFAULT
      And the dirty log of slot 1 names page 1

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
      When KVM_CLEAR_DIRTY_LOG is called with <fields>
      Then the call fails with ENXIO
      And the dirty ring names page 1 of slot 1

      Examples:
        | what                                 | fields                                |
        | a logged slot                        | slot=1 and num_pages=16               |
        | an absent slot                       | slot=2 and num_pages=16               |
        | an id out of range                   | slot=0xFFFF and num_pages=16          |
        | a first page that is no multiple     | slot=1, first_page=1 and num_pages=15 |
