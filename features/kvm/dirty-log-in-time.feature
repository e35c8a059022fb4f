@dirty-log
Feature: What the dirty log has while vCPUs run
  Slot 1 is logged. The guest's data segment begins where the slot does.

  @DIRTY-07
  Rule: KVM_GET_DIRTY_LOG leaves the slot and a deletion reports no page, so that only a VMM that stops its vCPUs before the last call loses nothing

    Scenario: The slot is there after its log was read
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        out 0x10, al
        mov byte ptr [0x2000], 0x55
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      When the dirty log of slot 1 is read
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at 0x2000 contains 0x55

    Scenario: A deletion reports nothing
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        out 0x10, al
        mov [0x2000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And the dirty log of slot 1 is read
      And KVM_RUN is called
      When slot 1 is deleted
      Then the call returns 0
      And the bitmap that userspace got last still names page 1

    Scenario: With the vCPU out of KVM_RUN before the last call nothing is lost
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr [0x1000]
        inc dword ptr [0x2000]
        jmp again
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the guest runs and counts at 0x22000
      And the dirty log of slot 1 is read
      When the guest goes on counting at 0x22000
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR
      And the dirty log of slot 1 names pages 1 and 2

  @DIRTY-08
  Rule: KVM_GET_DIRTY_LOG has every page that was written before the call, also while the vCPU that wrote it is in the guest

    Scenario: A page that a running guest has written is named
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr [0x1000]
        jmp again
        """
      And a logged slot 1 of 16 pages at 0x20000
      When the guest runs and counts at 0x21000
      Then the dirty log of slot 1 names page 1

    Scenario: A page that the guest goes on writing is named again
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr [0x1000]
        jmp again
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the guest runs and counts at 0x21000
      And the dirty log of slot 1 is read
      When the guest goes on counting at 0x21000
      Then the dirty log of slot 1 names page 1

    @race
    Scenario: A page written while the log is read is named by this call or the next
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr [0x1000]
        cmp byte ptr [0x5000], 0
        je again
        mov byte ptr [0x2000], 0x55
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the guest runs and counts at 0x21000
      When the dirty log of slot 1 is read, and the guest is let past 0x25000 after the bits are taken and before the call returns
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And this call or the next names page 2
