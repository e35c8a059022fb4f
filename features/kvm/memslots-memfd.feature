@memslots
Feature: KVM_SET_USER_MEMORY_REGION2 and guest_memfd

  @SLOT-07
  @needs-vm-cap:GUEST_MEMFD
  Rule: A slot with KVM_MEM_GUEST_MEMFD is neither logged nor read-only and cannot be changed but only deleted, and no page of a guest_memfd is bound to two slots

    Background:
      Given a VM without a vCPU
      And a guest_memfd of 4 pages

    Scenario: A guest_memfd is made of whole pages
      When KVM_CREATE_GUEST_MEMFD is called with size=0x3000
      Then the call returns a descriptor

    Scenario Outline: A guest_memfd with <fields>
      When KVM_CREATE_GUEST_MEMFD is called with <fields>
      Then the call fails with EINVAL

      Examples:
        | fields                                   |
        | size=0                                   |
        | size=1                                   |
        | size=0x1001                              |
        | size=0xFFFFFFFFFFFFF000                  |
        | size=0x1000 and flags=0x100              |
        | size=0x1000 and flags=0x8000000000000000 |

    Scenario: Slots are bound to the two halves of a guest_memfd
      When a slot 1 of 2 pages at 0x20000 bound to page 0 of the guest_memfd is set
      Then the call returns 0
      When a slot 2 of 2 pages at 0x30000 bound to page 2 of the guest_memfd is set
      Then the call returns 0
      And the memory map is unchanged

    Scenario Outline: A second slot of <pages> pages is to have page <page>, which is bound already
      Given a slot 1 of 2 pages at 0x20000 bound to page 1 of the guest_memfd
      When a slot 2 of <pages> pages at 0x30000 bound to page <page> of the guest_memfd is set
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | pages | page |
        | 2     | 1    |
        | 1     | 2    |
        | 2     | 0    |
        | 4     | 0    |

    Scenario Outline: A slot of <pages> pages from page <page> on, in a guest_memfd of 4 pages
      When a slot 1 of <pages> pages at 0x20000 bound to page <page> of the guest_memfd is set
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | pages | page |
        | 5     | 0    |
        | 2     | 3    |
        | 1     | 4    |

    Scenario Outline: A slot is bound with <fields>
      When a slot 1 of 2 pages at 0x20000 bound to page 0 of the guest_memfd is set with <fields>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | fields                                |
        | flags=5                               |
        | flags=6                               |
        | flags=7                               |
        | guest_memfd_offset=0x800              |
        | guest_memfd_offset=0xFFFFFFFFFFFFF000 |
        | guest_memfd_offset=0x8000000000000000 |

    Scenario Outline: The descriptor is no guest_memfd of this VM: <descriptor>
      Given the guest_memfd is <descriptor>
      When a slot 1 of 2 pages at 0x20000 bound to page 0 of the guest_memfd is set
      Then the call fails with <errno>
      And the memory map is unchanged

      Examples:
        | descriptor                              | errno  |
        | a descriptor that is not open           | EBADF  |
        | the descriptor of /dev/kvm              | EINVAL |
        | the descriptor of 4 pages of another VM | EINVAL |

    Scenario: An overlap is found before the descriptor is looked at
      Given a slot 1 of 2 pages at 0x20000
      And the guest_memfd is a descriptor that is not open
      When a slot 2 of 2 pages at 0x20000 bound to page 0 of the guest_memfd is set
      Then the call fails with EEXIST
      And the memory map is unchanged

    Scenario: The descriptor is looked at before the physical addresses of the guest
      Given the guest_memfd is a descriptor that is not open
      When a slot 1 of 2 pages at 0x10000000000000 bound to page 0 of the guest_memfd is set
      Then the call fails with EBADF
      And the memory map is unchanged

    Scenario Outline: A bound slot is set with <fields>
      Given a slot 1 of 2 pages at 0x20000 bound to page 0 of the guest_memfd
      When slot 1 is set by KVM_SET_USER_MEMORY_REGION2 with <fields>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | fields                              |
        | guest_phys_addr=0x30000             |
        | memory_size=0x1000                  |
        | flags=0                             |
        | flags=1                             |
        | flags=0 and guest_phys_addr=0x30000 |
        | guest_memfd_offset=0x2000           |

    Scenario: A slot cannot get a guest_memfd later
      Given a slot 1 of 2 pages at 0x20000
      When slot 1 is set by KVM_SET_USER_MEMORY_REGION2 with flags=4
      Then the call fails with EINVAL
      And the memory map is unchanged

    Scenario: What a deleted slot was bound to is free again
      Given a slot 1 of 4 pages at 0x20000 bound to page 0 of the guest_memfd
      When slot 1 is deleted
      Then the call returns 0
      When a slot 2 of 4 pages at 0x20000 bound to page 0 of the guest_memfd is set
      Then the call returns 0
      And the memory map is unchanged

    Scenario: A slot that could not be set leaves nothing bound
      When a slot 1 of 4 pages at 0x10000000000000 bound to page 0 of the guest_memfd is set
      Then the call fails with EINVAL
      When a slot 2 of 4 pages at 0x20000 bound to page 0 of the guest_memfd is set
      Then the call returns 0

  @SLOT-15
  @needs-cap:USER_MEMORY2
  Rule: KVM_SET_USER_MEMORY_REGION2 with zero in the other fields does what KVM_SET_USER_MEMORY_REGION does, and each reads as many bytes as its structure has

    Scenario: It creates
      Given a VM without a vCPU
      When a slot 1 of 2 pages at 0x20000 is set by KVM_SET_USER_MEMORY_REGION2
      Then the call returns 0
      And the memory map is unchanged

    Scenario Outline: It changes an existing slot: <fields>
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When slot 1 is set by KVM_SET_USER_MEMORY_REGION2 with <fields>
      Then the call returns 0
      And the memory map is unchanged

      Examples:
        | fields                              |
        | memory_size=0                       |
        | guest_phys_addr=0x30000             |
        | flags=1                             |
        | guest_phys_addr=0x30000 and flags=1 |
        | memory_size=0x2000                  |

    Scenario Outline: It refuses <fields> with <errno>
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When a slot 2 of 2 pages at 0x30000 is set by KVM_SET_USER_MEMORY_REGION2 with <fields>
      Then the call fails with <errno>
      And the memory map is unchanged

      Examples:
        | fields                            | errno  |
        | guest_phys_addr=0x30800           | EINVAL |
        | userspace_addr=0xFFFF800000000000 | EINVAL |
        | slot=0xFFFF                       | EINVAL |
        | guest_phys_addr=0x21000           | EEXIST |
        | slot=1 and memory_size=0x3000     | EINVAL |
        | memory_size=0                     | EINVAL |

    Scenario Outline: <request> with <readable> readable bytes
      Given a VM without a vCPU
      When <request> is called with <readable> readable bytes that ask for slot 1 at 0x20000
      Then the call <ending>
      And the memory map is unchanged

      Examples:
        | request                     | readable | ending            |
        | KVM_SET_USER_MEMORY_REGION  | 0        | fails with EFAULT |
        | KVM_SET_USER_MEMORY_REGION  | 24       | fails with EFAULT |
        | KVM_SET_USER_MEMORY_REGION  | 32       | returns 0         |
        | KVM_SET_USER_MEMORY_REGION2 | 32       | fails with EFAULT |
        | KVM_SET_USER_MEMORY_REGION2 | 152      | fails with EFAULT |
        | KVM_SET_USER_MEMORY_REGION2 | 160      | returns 0         |
