@memslot-alternatives
Feature: Memory slots whose accesses exit
  The alternative mem-user-exit. Exit reason 0xF8 and flag 0x100 are this project's numbers.

  @ALT-03
  Rule: An access to a slot that is flagged for it exits with a reason of its own and is made again at re-entry, and nothing is read or written in its place

    @not-proposed:mem-user-exit
    Scenario: Without the alternative the flag is EINVAL and changes nothing
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000
      When slot 1 is set by KVM_SET_USER_MEMORY_REGION2 with flags=0x100
      Then the call fails with EINVAL
      And the memory map is unchanged

    @proposed:mem-user-exit @absence:ALT-03
    Scenario Outline: A <access> exits, and is made when the flag is gone
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov ecx, 0x20000
        mov al, 0x55
        <instruction>
        hlt
        """
      And these changes are made one by one
        | create a slot 1 of 2 pages at 0x20000 filled with 0xC3 |
      And slot 1 is set by KVM_SET_USER_MEMORY_REGION2 with flags=0x100
      When KVM_RUN is called
      Then KVM_RUN returns 0 for exit reason 0xF8
      And kvm_run.memory_fault.gpa is <page>
      And the host memory of slot 1 at <offset> contains <before>
      When slot 1 is set by KVM_SET_USER_MEMORY_REGION2 with flags=0
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at <offset> contains <after>

      Examples:
        | access | instruction          | page    | offset | before | after |
        | read   | mov al, [rcx]        | 0x20000 | 0      | 0xC3   | 0xC3  |
        | write  | mov [rcx+0x1008], al | 0x21000 | 0x1008 | 0x00   | 0x55  |
        | fetch  | call rcx             | 0x20000 | 0      | 0xC3   | 0xC3  |

    @proposed:mem-user-exit @absence:ALT-03
    Scenario: Re-entry with the flag still there exits again, whatever is in kvm_run
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20000]
        hlt
        """
      And a slot 1 of 1 page at 0x20000
      And slot 1 is set by KVM_SET_USER_MEMORY_REGION2 with flags=0x100
      And KVM_RUN is called
      When KVM_RUN is called with mmio.phys_addr 0xAB
      Then KVM_RUN returns 0 for exit reason 0xF8
      And RAX is 0 and RIP is at the MOV

    @proposed:mem-user-exit @absence:ALT-03
    Scenario: A running guest exits as soon as the slot is flagged, and goes on when it no longer is
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword ptr [0x20000]
        jmp again
        """
      And a slot 1 of 1 page at 0x20000
      And the guest runs and counts at 0x20000
      When slot 1 is set by KVM_SET_USER_MEMORY_REGION2 with flags=0x100
      Then KVM_RUN returns 0 for exit reason 0xF8
      When slot 1 is set by KVM_SET_USER_MEMORY_REGION2 with flags=0
      Then the guest runs and counts at 0x20000
