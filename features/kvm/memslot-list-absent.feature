@memslot-list
Feature: Without the proposal there is no list of memory slots

  @LIST-00
  @not-proposed:memslot-list @not-proposed:memslot-list-v1
  Rule: On a kernel without the list its ioctl is ENOTTY and changes nothing, although mainline has given its number 0x49 to another request

    Background:
      Given a VM without a vCPU
      And a slot 1 of 2 pages at 0x20000

    Scenario: A list that would delete and create is not known
      When these changes are made in one list
        | delete slot 1                         |
        | create a slot 2 of 1 page at 0x20000 |
      Then the call fails with ENOTTY
      And the memory map is unchanged

    Scenario: A list whose bytes would delete a slot as KVM_SET_USER_MEMORY_REGION2 is not taken for it
      When these changes are made in one list
        | delete slot 1 but slot=0x1000 and guest_phys_addr=0 |
      Then the call fails with ENOTTY
      And the memory map is unchanged

    Scenario: The argument is not looked at
      When ioctl 0x4008AE49 is called on the VM
      Then the call fails with ENOTTY
      And the memory map is unchanged
