@memslots
Feature: What may be changed of a memory slot

  @SLOT-10
  Rule: The same host memory may back several slots

    Scenario: What the guest writes through one slot it reads through the other
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov byte ptr [0x20010], 0xAB
        mov al, [0x30010]
        hlt
        """
      And a slot 1 of 2 pages at 0x20000
      And a slot 2 of 2 pages at 0x30000 over the host memory of slot 1
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0xAB
      And the memory map is unchanged

  @SLOT-11
  Rule: An existing slot cannot be resized, get another userspace_addr, or change KVM_MEM_READONLY: EINVAL

    Scenario Outline: A slot of 4 pages at 0x20000 is set with <fields>
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      When slot 1 is set with <fields>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | fields                                         |
        | memory_size=0x5000                             |
        | memory_size=0x3000                             |
        | memory_size=0x1000 and guest_phys_addr=0x30000 |
        | userspace_addr=0                               |

    @not-proposed:memslot-conversions
    Scenario Outline: A slot is to become read-only by <fields>
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      When slot 1 is set with <fields>
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | fields                              |
        | flags=2                             |
        | flags=3                             |
        | flags=2 and guest_phys_addr=0x30000 |

    Scenario Outline: A slot at 0x20000 gets the host memory of another one at <gpa>
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      And a slot 2 of 4 pages at 0x40000
      When slot 1 is set at <gpa> with the host memory of slot 2
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | gpa     |
        | 0x20000 |
        | 0x30000 |

    @needs-cap:READONLY_MEM
    @not-proposed:memslot-conversions
    Scenario: A read-only slot is to become writable
      Given a VM without a vCPU
      And a read-only slot 1 of 4 pages at 0x20000
      When slot 1 is set with flags=0
      Then the call fails with EINVAL
      And the memory map is unchanged

    Scenario: The guest still has the whole slot, and the memory that it was made of
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20FFF]
        mov [0x23FFF], al
        hlt
        """
      And a slot 1 of 4 pages at 0x20000
      And the host memory of slot 1 at 0xFFF is filled with 0xAB
      When slot 1 is set with memory_size=0x1000
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at 0x3FFF contains 0xAB

  @SLOT-13
  Rule: A slot whose guest_phys_addr alone differs is moved, and KVM_MEM_LOG_DIRTY_PAGES may change in the same call

    Scenario Outline: A slot with flags <before> is moved with flags <after>
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      And slot 1 is set with flags=<before>
      When slot 1 is set with guest_phys_addr=0x30000 and flags=<after>
      Then the call returns 0
      And the memory map is unchanged

      Examples:
        | before | after |
        | 0      | 0     |
        | 0      | 1     |
        | 1      | 0     |
        | 1      | 1     |

    Scenario: The guest finds the memory at the new place
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20010]
        hlt
        mov bl, [0x30010]
        hlt
        """
      And a slot 1 of 4 pages at 0x20000
      And the host memory of slot 1 at 0x10 is filled with 0xAB
      When KVM_RUN is called
      Then AL is 0xAB
      When slot 1 is moved to 0x30000
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RBX is 0xAB

    Scenario: The guest finds nothing at the old place
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20010]
        hlt
        mov bl, [0x20010]
        hlt
        """
      And a slot 1 of 4 pages at 0x20000
      And the vCPU has exited for KVM_EXIT_HLT
      When slot 1 is moved to 0x30000
      And KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x20010

  @SLOT-16
  Rule: A call that fails leaves the memory map as it was, also a move that fails after the slot was invalidated

    Scenario: A move beyond the physical addresses of the guest
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20010]
        hlt
        """
      And a slot 1 of 4 pages at 0x20000
      And the host memory of slot 1 at 0x10 is filled with 0xAB
      When slot 1 is moved to 0x10000000000000
      Then the call fails with EINVAL
      And the memory map is unchanged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0xAB

    Scenario: A vCPU that uses the slot meanwhile sees nothing of it
      Given a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        again: inc dword ptr [0x20000]
        jmp again
        """
      And a slot 1 of 4 pages at 0x20000
      And the guest runs and counts at 0x20000
      When slot 1 is moved to 0x10000000000000 and used by the vCPU meanwhile, 100 times where it is left to luck
      Then the call fails with EINVAL
      And the guest goes on counting at 0x20000
      And the memory map is unchanged

  @SLOT-12
  Rule: A slot that is set to what it is stays as it is, with its dirty bits and without being invalidated; with KVM_MEM_GUEST_MEMFD it is EINVAL

    Scenario Outline: A slot with flags <flags> is set again
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      And slot 1 is set with flags=<flags>
      When slot 1 is set again
      Then the call returns 0
      And the memory map is unchanged

      Examples:
        | flags |
        | 0     |
        | 1     |

    Scenario: The guest runs in a slot that is set again and again
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov rbx, 0x20800
        jmp rbx
        """
      And a slot 1 of 4 pages at 0x20000
      And guest memory at 0x20800 holds code for 64-bit mode
        """
        again: inc dword ptr [0x20000]
        jmp again
        """
      And the guest runs and counts at 0x20000
      When slot 1 is set again 100 times
      Then the call returns 0
      And the guest goes on counting at 0x20000

    @race
    Scenario: A slot that is set again is invalid at no moment
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword ptr [0x20000]
        jmp again
        """
      And a slot 1 of 4 pages at 0x20000
      And the guest runs and counts at 0x20000
      When slot 1 is set again by a task that is held where it has made the slot invalid
      Then the call returns 0
      And the task was not held
      And the guest goes on counting at 0x20000

    Scenario: Dirty bits stay
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 4 pages at 0x20000
      And the vCPU has exited for KVM_EXIT_HLT
      When slot 1 is set again
      Then the call returns 0
      And the dirty log of slot 1 names page 1

    @needs-vm-cap:GUEST_MEMFD
    Scenario: A slot that is bound to a guest_memfd
      Given a VM without a vCPU
      And a guest_memfd of 4 pages
      And a slot 1 of 4 pages at 0x20000 bound to page 0 of the guest_memfd
      When slot 1 is set again by KVM_SET_USER_MEMORY_REGION2
      Then the call fails with EINVAL
      And the memory map is unchanged
