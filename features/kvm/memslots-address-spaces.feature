@memslots
Feature: Address spaces of memory slots

  @SLOT-05
  Rule: An address space from KVM_CAP_MULTI_ADDRESS_SPACE of the VM on is EINVAL, or any but 0 where that is 0, and slots may overlap in different address spaces only

    Scenario Outline: An address space <distance> above the highest
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      When a slot 1 of 2 pages at 0x30000 is set in an address space <distance> above the highest
      Then the call fails with EINVAL
      And the memory map is unchanged

      Examples:
        | distance |
        | 1        |
        | 2        |
        | 1000     |

    @needs-vm-cap:MULTI_ADDRESS_SPACE:2
    Scenario: The same id and the same addresses in the other address space
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      When a slot 1 of 4 pages at 0x20000 in address space 1 is set
      Then the call returns 0
      And the memory map is unchanged

    @needs-vm-cap:MULTI_ADDRESS_SPACE:2
    Scenario: An overlap within the other address space
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000 in address space 1
      When a slot 2 of 2 pages at 0x21000 in address space 1 is set
      Then the call fails with EEXIST
      And the memory map is unchanged

    @needs-vm-cap:MULTI_ADDRESS_SPACE:2
    Scenario: A slot of the other address space is none for a vCPU outside SMM
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20010]
        hlt
        """
      And a slot 1 of 4 pages at 0x20000 in address space 1
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x20010

    @needs-vm-cap:MULTI_ADDRESS_SPACE:2
    Scenario: A deletion in one address space leaves the other as it is
      Given a VM without a vCPU
      And a slot 1 of 4 pages at 0x20000
      And a slot 1 of 4 pages at 0x20000 in address space 1
      When slot 1 is deleted
      Then the call returns 0
      And the memory map is unchanged
