@memslots
Feature: When the guest sees that memory has changed

  @SLOT-17
  Rule: When a slot was deleted or moved, no vCPU reaches its memory at the old guest physical addresses any more

    Scenario Outline: A slot is <changed> while the guest counts in it
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc eax
        mov [0], eax
        jmp again
        """
      And a slot 1 of 4 pages at 0x20000
      When slot 1 is <changed> while the guest counts at 0x20000, 20 times where it is left to luck
      Then each time the guest exited for an MMIO write of 4 bytes at 0x20000
      And each time the host memory of the slot stayed as it was when the call returned

      Examples:
        | changed          |
        | deleted          |
        | moved to 0x30000 |

    Scenario Outline: A slot is <changed> while the guest counts in it at CPL 3
      Given a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        again: inc eax
        mov [0x20000], eax
        jmp again
        """
      And a slot 1 of 4 pages at 0x20000
      When slot 1 is <changed> while the guest counts at 0x20000, 20 times where it is left to luck
      Then each time the guest exited for an MMIO write of 4 bytes at 0x20000
      And each time the host memory of the slot stayed as it was when the call returned

      Examples:
        | changed          |
        | deleted          |
        | moved to 0x30000 |

    Scenario Outline: A slot is <changed> with KVM_X86_QUIRK_SLOT_ZAP_ALL disabled
      Given a VM without a vCPU
      And the quirk KVM_X86_QUIRK_SLOT_ZAP_ALL is disabled
      And a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        again: inc eax
        mov [0x20000], eax
        jmp again
        """
      And a slot 1 of 4 pages at 0x20000
      When slot 1 is <changed> while the guest counts at 0x20000, 20 times where it is left to luck
      Then each time the guest exited for an MMIO write of 4 bytes at 0x20000
      And each time the host memory of the slot stayed as it was when the call returned

      Examples:
        | changed          |
        | deleted          |
        | moved to 0x30000 |

    Scenario Outline: Two vCPUs use a slot that is <changed>
      Given a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        again: inc eax
        mov [rbx], eax
        jmp again
        """
      And the guest starts with RBX=0x20000
      And a slot 1 of 4 pages at 0x20000
      And a second vCPU runs the same code with RBX=0x22000 and counts there
      And the guest runs and counts at 0x20000
      When slot 1 is <changed> before the second vCPU enters the guest again
      Then the guest exits for an MMIO write of 4 bytes at 0x20000
      And the second vCPU exits for an MMIO write of 4 bytes at 0x22000
      And the host memory of slot 1 stayed as it was when the call returned

      Examples:
        | changed          |
        | deleted          |
        | moved to 0x30000 |

  @SLOT-18
  @needs-cap:SYNC_MMU
  Rule: A change of the host memory behind a slot is seen by the guest at once

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x10]
        out 0x10, al
        mov al, [0x10]
        out 0x10, al
        again: cmp byte ptr [0x10], 0
        jne again
        hlt
        """
      And a slot 1 of 1 page at 0x20000
      And the host memory of slot 1 at 0x10 is filled with 0x11
      And the vCPU has exited for a 1-byte write of 0x11 to port 0x10

    Scenario: Other memory is mapped over it
      When a fresh page with 0x33 at 0x10 is mapped over the host memory of the guest page at 0x20000
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x33 to port 0x10

    Scenario: It is given up
      When the host memory of the guest page at 0x20000 is given up with MADV_DONTNEED
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10

    Scenario: It is written
      When the host memory of slot 1 at 0x10 is filled with 0x44
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x44 to port 0x10

    Scenario: It is given up while the guest runs and looks at it
      Given the vCPU has exited for a 1-byte write of 0x11 to port 0x10
      And KVM_RUN is begun
      When the host memory of the guest page at 0x20000 is given up with MADV_DONTNEED
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
