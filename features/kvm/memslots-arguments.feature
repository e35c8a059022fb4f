@memslots
Feature: What KVM_SET_USER_MEMORY_REGION takes and refuses

  Background:
    Given a VM without a vCPU
    And a slot 1 of 4 pages at 0x20000

  @SLOT-01
  Rule: A memory_size, guest_phys_addr or userspace_addr that is not page aligned is EINVAL

    Scenario Outline: A new slot with <fields>
      When a slot 2 of 2 pages at 0x30000 is set with <fields>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | fields                    |
        | memory_size=1             |
        | memory_size=0xFFF         |
        | memory_size=0x1800        |
        | guest_phys_addr=0x30001   |
        | guest_phys_addr=0x30800   |
        | guest_phys_addr=0x30FFF   |
        | userspace_addr=0x10000001 |
        | userspace_addr=0x10000800 |
        | userspace_addr=0x10000FFF |

    Scenario Outline: An existing slot with <fields>
      When slot 1 is set with <fields>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | fields                  |
        | memory_size=0x3800      |
        | guest_phys_addr=0x20800 |

  @SLOT-02
  Rule: A deletion passes the same checks of alignment and flags, and finds its slot by the id alone

    Scenario Outline: A deletion with <fields>
      When slot 1 is set with memory_size=0 and <fields>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | fields                            |
        | guest_phys_addr=0x20123           |
        | userspace_addr=0x10000001         |
        | userspace_addr=0xFFFF800000000000 |
        | flags=8                           |
        | flags=0x10000                     |

    Scenario Outline: A deletion with <fields>, which are not those of the slot
      When slot 1 is set with memory_size=0 and <fields>
      Then the call returns 0
      And the memory map is unchanged
      When a slot 2 of 4 pages at 0x20000 is set
      Then the call returns 0

      Examples:
        | fields                                 |
        | guest_phys_addr=0                      |
        | guest_phys_addr=0x7000                 |
        | userspace_addr=0                       |
        | userspace_addr=0 and guest_phys_addr=0 |
        | flags=1                                |

  @SLOT-03
  Rule: The userspace_addr of a slot must be an address that userspace may have, and need not be mapped

    Scenario Outline: The address <address>
      When a slot 2 of 2 pages at 0x30000 is set with userspace_addr=<address>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | address            |
        | 0xFFFF800000000000 |
        | 0xFFFFFFFFFFFFE000 |
        | 0x8000000000000000 |
        | 0xFFFF000000000000 |

    Scenario: Nothing is mapped there
      Given the host memory of slot 1 is unmapped
      When slot 1 is deleted
      And a slot 2 of 4 pages at 0x20000 is set with the host memory of slot 1
      Then the call returns 0
      And the memory map is unchanged

  @SLOT-04
  Rule: A slot id from KVM_CAP_NR_MEMSLOTS on is EINVAL, and the one below it works

    Scenario: The highest id
      When a slot 2 of 2 pages at 0x30000 is set with an id 1 below KVM_CAP_NR_MEMSLOTS
      Then the call returns 0
      And the memory map is unchanged

    Scenario Outline: An id <distance> above the highest
      When a slot 2 of 2 pages at 0x30000 is set with an id <distance> above the highest
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | distance |
        | 1        |
        | 4        |
        | 1000     |

  @SLOT-06
  Rule: A flag that KVM does not know, or that the ioctl does not take, is EINVAL, for a new slot and for an existing one

    Scenario Outline: A new slot with flags <flags>
      When a slot 2 of 2 pages at 0x30000 is set with flags=<flags>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | flags      |
        | 4          |
        | 5          |
        | 6          |
        | 8          |
        | 9          |
        | 0x100      |
        | 0x10000    |
        | 0x20000    |
        | 0x80000000 |

    Scenario Outline: Flags <flags> for a slot that is there
      When slot 1 is set with flags=<flags>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | flags      |
        | 4          |
        | 8          |
        | 0x10000    |
        | 0x80000000 |

    Scenario: KVM_MEM_LOG_DIRTY_PAGES for a new slot and for an existing one
      When a slot 2 of 2 pages at 0x30000 is set with flags=1
      Then the call returns 0
      When slot 1 is set with flags=1
      Then the call returns 0
      And the memory map is unchanged

    @needs-cap:READONLY_MEM
    Scenario: KVM_MEM_READONLY for a new slot
      When a slot 2 of 2 pages at 0x30000 is set with flags=2
      Then the call returns 0
      And the memory map is unchanged

    @needs-cap:USER_MEMORY2
    Scenario Outline: KVM_SET_USER_MEMORY_REGION2 with flags <flags>
      When a slot 2 of 2 pages at 0x30000 is set by KVM_SET_USER_MEMORY_REGION2 with flags=<flags>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | flags      |
        | 5          |
        | 6          |
        | 7          |
        | 8          |
        | 0x10000    |
        | 0x80000000 |

  @SLOT-08
  Rule: A slot whose end wraps, that has 2 to the 31 pages or more, or that reaches beyond the physical addresses of the guest is EINVAL

    Scenario Outline: A slot at <gpa> of <size> bytes
      When a slot 2 of 2 pages at 0x30000 is set with guest_phys_addr=<gpa> and memory_size=<size>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | gpa                | size               |
        | 0xFFFFFFFFFFFFF000 | 0x2000             |
        | 0xFFFFFFFFFFFFE000 | 0x3000             |
        | 0x100000000        | 0x80000000000      |
        | 0x100000000        | 0xFFFFFFFF00001000 |
        | 0x10000000000000   | 0x1000             |
        | 0xFFFFFFFFFF000    | 0x2000             |
        | 0x8000000000000000 | 0x1000             |
