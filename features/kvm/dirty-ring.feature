@dirty-ring
Feature: Dirty rings
  Slot 1 is logged. The guest's data segment begins where the slot does.

  @RING-01
  @needs-cap:DIRTY_LOG_RING
  Rule: KVM_CAP_DIRTY_LOG_RING takes a power of two from a page to what KVM_CHECK_EXTENSION says, once and before there is a vCPU, else EINVAL or for more E2BIG, and without it KVM_RESET_DIRTY_RINGS is EINVAL

    Scenario Outline: A size of <size> gives EINVAL, and slots keep their bitmaps
      Given a VM without a vCPU
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_CAP_DIRTY_LOG_RING is enabled on the VM with flags 0 and argument <size>
      Then the call fails with EINVAL
      And the dirty log of slot 1 names no page

      Examples:
        | size    |
        | 0       |
        | 2048    |
        | 4095    |
        | 0x18000 |

    Scenario: More than KVM_CHECK_EXTENSION says gives E2BIG
      Given a VM without a vCPU
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_CAP_DIRTY_LOG_RING is enabled on the VM with twice what KVM_CHECK_EXTENSION offers
      Then the call fails with E2BIG
      And the dirty log of slot 1 names no page

    Scenario Outline: A size of <size> is taken through <capability>
      Given a VM without a vCPU
      When <capability> is enabled on the VM with flags 0 and argument <size>
      Then the call returns 0

      Examples:
        | capability                     | size     |
        | KVM_CAP_DIRTY_LOG_RING         | 0x10000  |
        | KVM_CAP_DIRTY_LOG_RING_ACQ_REL | 0x10000  |
        | KVM_CAP_DIRTY_LOG_RING         | 0x100000 |

    Scenario Outline: <capability> is EINVAL when there are rings
      Given a VM with dirty rings
      When <capability> is enabled on the VM with flags 0 and argument 0x10000
      Then the call fails with EINVAL

      Examples:
        | capability                     |
        | KVM_CAP_DIRTY_LOG_RING         |
        | KVM_CAP_DIRTY_LOG_RING_ACQ_REL |

    Scenario: When there is a vCPU it is too late
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_CAP_DIRTY_LOG_RING is enabled on the VM with flags 0 and argument 0x10000
      Then the call fails with EINVAL
      And KVM_RUN is called
      And the dirty log of slot 1 names page 1

    Scenario: Without rings there is nothing to reset
      Given a VM without a vCPU
      When userspace calls KVM_RESET_DIRTY_RINGS
      Then the call fails with EINVAL

  @RING-02
  @needs-cap:DIRTY_LOG_RING
  Rule: An entry of the ring that lies shared at page 64 of the vCPU's descriptor goes from 0 to DIRTY when KVM writes it, gets RESET from userspace, and goes back to 0 by a reset, which stops at the first entry without RESET

    Scenario: Entries are filled from the first on
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_RUN is called
      Then the first 2 entries of the dirty ring name pages 1 and 3 of slot 1 with flags 1, in an order that is recorded
      And entry 2 of the dirty ring has flags 0

    Scenario: Each vCPU has its own ring
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        hlt
        """
      And a second vCPU
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_RUN is called
      Then the dirty ring names page 3 of slot 1
      And the dirty ring of the second vCPU names no page of slot 1

    Scenario: A reset takes back what was harvested
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      And userspace harvests the dirty ring
      When the dirty rings are reset
      Then the call returns the number of entries that were harvested
      And entry 0 of the dirty ring has flags 0
      And entry 1 of the dirty ring has flags 0

    Scenario: A reset takes back what was harvested of every vCPU
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [si], al
        hlt
        """
      And the guest starts with RSI=0x1000
      And a twin of the vCPU that starts with RSI=0x2000
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      And the twin calls KVM_RUN
      And KVM_RUN of the twin returns 0 for KVM_EXIT_HLT
      And userspace harvests the dirty ring
      And userspace harvests the dirty ring of the twin
      When the dirty rings are reset
      Then the call returns the number of entries that were harvested

    Scenario: A reset leaves what was not harvested
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When the dirty rings are reset
      Then the call returns 0
      And entry 0 of the dirty ring names page 3 of slot 1 with flags 1

    Scenario: A reset does not go past an entry that was skipped
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      And userspace sets the flags of entry 1 of the dirty ring to 3
      When the dirty rings are reset
      Then the call returns 0
      And entry 0 of the dirty ring has flags 1
      And entry 1 of the dirty ring has flags 3

    Scenario: RESET alone marks an entry as harvested
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      And userspace sets the flags of entry 0 of the dirty ring to 2
      When the dirty rings are reset
      Then the call returns 1
      And entry 0 of the dirty ring has flags 0

    Scenario: A ring that is mapped privately is EINVAL
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When the dirty ring is mapped privately
      Then the call fails with EINVAL
