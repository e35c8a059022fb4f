@memslot-alternatives @dirty-log
Feature: Stopping a guest's writes by the protection of its host memory
  What a VMM can do on any kernel before it deletes a logged slot.

  @ALT-05
  Rule: Host memory that is protected before the last KVM_GET_DIRTY_LOG stops the guest's writes without touching its vCPUs, and the exit says which page

    Scenario: Every byte of the memory is in the log that was read before the slot went
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr [0x1000]
        jmp again
        """
      And a logged slot 1 of 2 pages at 0x20000
      And the guest runs and counts at 0x21000
      When the host memory of the guest page at 0x21000 is made read-only
      Then KVM_RUN is over, which is recorded
      And the dirty log of slot 1 names page 1
      And the dirty log of slot 1 names no page
      When slot 1 is deleted
      Then the call returns 0

    @needs-cap:MEMORY_FAULT_INFO
    Scenario Outline: A <access> of memory that is made <protection> is EFAULT and says the page
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And a logged slot 1 of 2 pages at 0x20000
      When the host memory of the guest page at 0x21000 is made <protection>
      And KVM_RUN is called
      Then KVM_RUN fails with EFAULT and exit reason KVM_EXIT_MEMORY_FAULT
      And kvm_run.memory_fault.gpa is 0x21000
      And the dirty log of slot 1 names no page

      Examples:
        | access | protection   | instruction      |
        | write  | read-only    | mov [0x1000], al |
        | write  | inaccessible | mov [0x1000], al |
        | read   | inaccessible | mov al, [0x1000] |

    @needs-cap:MEMORY_FAULT_INFO
    Scenario Outline: At CPL 3 a <access> of memory that is made <protection> is EFAULT and says the page
      Given a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        <instruction>
        out 0x10, al
        """
      And a logged slot 1 of 2 pages at 0x20000
      When the host memory of the guest page at 0x21000 is made <protection>
      And KVM_RUN is called
      Then KVM_RUN fails with EFAULT and exit reason KVM_EXIT_MEMORY_FAULT
      And kvm_run.memory_fault.gpa is 0x21000
      And the dirty log of slot 1 names no page

      Examples:
        | access | protection   | instruction       |
        | write  | read-only    | mov [0x21000], al |
        | read   | inaccessible | mov al, [0x21000] |

    Scenario: Memory that is read-only can still be read
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x1000]
        hlt
        """
      And a logged slot 1 of 2 pages at 0x20000
      And guest memory at 0x21000 is filled with 0xAB
      When the host memory of the guest page at 0x21000 is made read-only
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0xAB

    Scenario: Once it is writable again the write is made
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr [0x1000]
        jmp again
        """
      And a logged slot 1 of 2 pages at 0x20000
      And the guest runs and counts at 0x21000
      And the host memory of the guest page at 0x21000 is made read-only
      And KVM_RUN is over, which is recorded
      When the host memory of the guest page at 0x21000 is made writable
      Then the guest runs and counts at 0x21000
