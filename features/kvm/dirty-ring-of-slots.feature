@dirty-ring
Feature: Dirty rings whose slots change, and their backup bitmap
  Slot 1 is logged. The guest's data segment begins where the slot does.

  @RING-06
  @needs-cap:DIRTY_LOG_RING
  Rule: An entry names a slot id and an offset, so that a reset after the slot was deleted counts it and protects nothing, or that page of the slot that has the id by then

    Scenario: An entry outlives its slot, and a reset counts it
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is deleted
      Then the dirty ring names page 3 of slot 1
      And userspace harvests the dirty ring
      And the dirty rings are reset
      And the call returns the number of entries that were harvested

    Scenario: An entry of a slot that is gone names a page that the next slot with the id never had written
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is deleted
      And a logged slot 1 of 16 pages at 0x30000
      Then the dirty ring names page 3 of slot 1

    Scenario: A reset of an old entry protects the page of the slot that has the id now
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        out 0x10, al
        mov ax, 0x3000
        mov ds, ax
        mov [0x3000], al
        out 0x10, al
        mov [0x3004], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And slot 1 is deleted
      And a logged slot 1 of 16 pages at 0x30000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And userspace harvests 1 entry of the dirty ring
      When the dirty rings are reset
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the dirty ring has 2 entries for page 3 of slot 1

    Scenario: An old entry behind the end of the slot that has the id now is skipped
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        out 0x10, al
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And slot 1 is deleted
      And a logged slot 1 of 2 pages at 0x20000
      And userspace harvests the dirty ring
      When the dirty rings are reset
      Then the call returns the number of entries that were harvested
      And KVM_RUN is called
      And the dirty ring names page 1 of slot 1

  @RING-07
  @needs-cap:DIRTY_LOG_RING
  Rule: KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP needs rings and no memory slot, else EINVAL, and gives logged slots a bitmap for what KVM writes without a running vCPU

    @lacks-cap:DIRTY_LOG_RING_WITH_BITMAP
    Scenario: Where it is not offered it is EINVAL
      Given a VM with dirty rings
      When KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP is enabled on the VM with flags 0 and argument 0
      Then the call fails with EINVAL
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_GET_DIRTY_LOG is called with slot=1
      And the call fails with ENXIO

    @needs-cap:DIRTY_LOG_RING_WITH_BITMAP
    Scenario: Without rings it is EINVAL
      Given a VM without a vCPU
      When KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP is enabled on the VM with flags 0 and argument 0
      Then the call fails with EINVAL

    @needs-cap:DIRTY_LOG_RING_WITH_BITMAP
    Scenario: With a memory slot it is EINVAL
      Given a VM with dirty rings
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP is enabled on the VM with flags 0 and argument 0
      Then the call fails with EINVAL
      And KVM_GET_DIRTY_LOG is called with slot=1
      And the call fails with ENXIO

    @needs-cap:DIRTY_LOG_RING_WITH_BITMAP
    Scenario: With it, logged slots have a bitmap that the guest's writes are not in
      Given a VM with dirty rings and a backup bitmap
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x3000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When KVM_RUN is called
      Then the dirty ring names page 3 of slot 1
      And the dirty log of slot 1 names no page

    @needs-cap:DIRTY_LOG_RING_WITH_BITMAP @proposed:page-track-consumer
    Scenario: What a device in the kernel writes is in the bitmap, and in no ring
      Given a VM with dirty rings and a backup bitmap
      And a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When a device in the kernel writes at 0x23000
      Then the call returns 0
      And the dirty ring names no page of slot 1
      And the dirty log of slot 1 names page 3
      And the dirty log of slot 1 names no page

    @needs-cap:DIRTY_LOG_RING_WITH_BITMAP @needs-cap:CLOCKSOURCE
    Scenario: What KVM writes in an ioctl of a vCPU is in the ring of that vCPU
      Given a VM with dirty rings and a backup bitmap
      And a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      When another task sets MSR 0x4B564D00 to 0x23000
      Then the call returns 1
      And the dirty ring names page 3 of slot 1
      And the dirty log of slot 1 names no page
