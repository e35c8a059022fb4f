@dirty-log
Feature: What becomes of the dirty log when its slot changes
  Slot 1 is logged. The guest's data segment begins where the slot does.

  @DIRTY-05
  Rule: Deleting a slot destroys its bitmap, and a page written after the last KVM_GET_DIRTY_LOG is never reported though memory holds what was written

    Scenario: What was not read before the deletion is not reported after it
      Given a vCPU in real mode at 0x1000 running
        """
        mov byte ptr [0x1000], 0x11
        out 0x10, al
        mov byte ptr [0x2000], 0x55
        out 0x10, al
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And the dirty log of slot 1 names page 1
      And KVM_RUN is called
      When slot 1 is deleted
      And a logged slot 1 of 16 pages at 0x20000 over the host memory of slot 1
      Then the dirty log of slot 1 names no page
      And the host memory of slot 1 at 0x2000 contains 0x55

    Scenario: Another id over the same memory starts empty too
      Given a vCPU in real mode at 0x1000 running
        """
        mov byte ptr [0x2000], 0x55
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is deleted
      And a logged slot 2 of 16 pages at 0x20000 over the host memory of slot 1
      Then the dirty log of slot 2 names no page
      And the host memory of slot 2 at 0x2000 contains 0x55

    Scenario: A slot that was deleted has no log
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x2000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is deleted
      And KVM_GET_DIRTY_LOG is called with slot=1
      Then the call fails with ENOENT

    @race
    Scenario: A page written while the deletion begins is lost
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr [0x1000]
        jmp again
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the guest runs and counts at 0x21000
      When slot 1 is deleted, and the guest writes at 0x21000 after its dirty log was read and before it is invalid
      Then KVM_RUN returns 0 for KVM_EXIT_MMIO
      And a logged slot 1 of 16 pages at 0x20000 over the host memory of slot 1
      And the dirty log of slot 1 names no page

    @race
    Scenario: A write to a slot that is being deleted waits, and then finds no memory
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr [0x1000]
        jmp again
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the guest runs and counts at 0x21000
      When slot 1 is deleted, and the guest writes at 0x21000 while it is invalid
      Then KVM_RUN returns 0 for KVM_EXIT_MMIO
      And a logged slot 1 of 16 pages at 0x20000 over the host memory of slot 1
      And the dirty log of slot 1 names no page

  @DIRTY-06
  Rule: Turning KVM_MEM_LOG_DIRTY_PAGES off destroys the bitmap, and moving the slot or changing another of its flags keeps it

    Scenario: Off and on again starts empty
      Given a vCPU in real mode at 0x1000 running
        """
        mov byte ptr [0x2000], 0x55
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is no longer logged
      And slot 1 is logged
      Then the dirty log of slot 1 names no page
      And the host memory of slot 1 at 0x2000 contains 0x55

    Scenario: A slot that is no longer logged has no log
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x2000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is no longer logged
      And KVM_GET_DIRTY_LOG is called with slot=1
      Then the call fails with ENOENT

    Scenario: What is written while the log is off is not reported
      Given a vCPU in real mode at 0x1000 running
        """
        mov byte ptr [0x2000], 0x55
        out 0x10, al
        mov [0x2004], al
        mov [0x3000], al
        hlt
        """
      And a slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      When slot 1 is logged
      Then the dirty log of slot 1 names no page
      And KVM_RUN is called
      And the dirty log of slot 1 names pages 2 and 3

    Scenario: A slot that moves keeps its bitmap
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x2000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is moved to 0x80000
      Then the dirty log of slot 1 names page 2

    Scenario: A slot that moves without the flag loses its bitmap
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x2000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is set with guest_phys_addr=0x80000 and flags=0
      And slot 1 is logged
      Then the dirty log of slot 1 names no page

    @proposed:memslot-conversions @absence:SLOT-11
    Scenario: A slot of which another flag changes keeps its bitmap
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x2000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is set with flags=3
      Then the call returns 0
      And the dirty log of slot 1 names page 2

    @not-proposed:memslot-conversions
    Scenario: A slot of which another flag may not change keeps its bitmap
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x2000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When slot 1 is set with flags=3
      Then the call fails with EINVAL
      And the dirty log of slot 1 names page 2

    @race
    Scenario: A write to a slot that is being moved waits, and the bitmap stays
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr [0x1000]
        jmp again
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the guest runs and counts at 0x21000
      When slot 1 is moved to 0x80000, and the guest writes at 0x21000 while it is invalid
      Then KVM_RUN returns 0 for KVM_EXIT_MMIO
      And the dirty log of slot 1 names page 1
