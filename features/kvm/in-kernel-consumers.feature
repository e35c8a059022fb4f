@memslots
Feature: Who else uses memory slots
  No vCPU is in KVM_RUN, and slot 1 is used all the same.

  @R3
  Rule: Keeping vCPUs out of KVM_RUN does not keep out other ioctls, which read and write guest memory through its slots

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And a logged slot 1 of 2 pages at 0x20000

    @needs-cap:CLOCKSOURCE
    Scenario: KVM_SET_MSRS writes guest memory after its log was read
      Given the dirty log of slot 1 names no page
      When another task sets MSR 0x4B564D00 to 0x20000
      Then the call returns 1
      And the dirty log of slot 1 names page 0

    @needs-cap:CLOCKSOURCE
    Scenario: What KVM_SET_MSRS writes while the slot is deleted is lost
      Given these changes are made one by one
        | delete slot 1 |
      When another task sets MSR 0x4B564D00 to 0x20000
      Then the call returns 1
      When these changes are made one by one
        | create a slot 1 of 2 pages at 0x20000 over the host memory of slot 1 from 0 |
      Then the host memory of slot 1 at 0 contains bytes 00 00 00 00

    @needs-cap:CLOCKSOURCE @proposed:memslot-list @absence:LIST-00
    Scenario: What KVM_SET_MSRS writes while a list is made is lost too
      Given these changes are made in one list as far as the slots that go are invalid
        | delete slot 1                                                               |
        | create a slot 1 of 2 pages at 0x20000 over the host memory of slot 1 from 0 |
      When another task sets MSR 0x4B564D00 to 0x20000
      Then the call returns 1
      When the changes go on and are completed
      Then the host memory of slot 1 at 0 contains bytes 00 00 00 00

    Scenario: A task that is preempted in KVM_GET_REGS writes guest memory
      Given another task sets MSR 0x4B564D03 to 0x20001
      And KVM_RUN is called
      And the dirty log of slot 1 is read
      When a task is preempted in KVM_GET_REGS
      Then the host memory of slot 1 at 0x10 contains 0x01
      And the dirty log of slot 1 names page 0

  @R4
  @proposed:page-track-consumer
  Rule: Stopping every vCPU and every ioctl does not stop a device in the kernel that accesses guest memory through its slots

    Background:
      Given a VM without a vCPU
      And a logged slot 1 of 2 pages at 0x20000

    Scenario: The device writes guest memory after its log was read
      Given the dirty log of slot 1 names no page
      When a device in the kernel writes at 0x20000
      Then the call returns 0
      And the dirty log of slot 1 names page 0

    Scenario: What the device writes while the slot is deleted is lost
      Given these changes are made one by one
        | delete slot 1 |
      When a device in the kernel writes at 0x20000
      Then the call fails with EFAULT
      When these changes are made one by one
        | create a slot 1 of 2 pages at 0x20000 over the host memory of slot 1 from 0 |
      And a device in the kernel writes at 0x20000
      Then the call returns 0

    @proposed:memslot-list
    Scenario: The device does not wait for a list as a vCPU does
      Given these changes are made in one list as far as the slots that go are invalid
        | delete slot 1                                                               |
        | create a slot 1 of 2 pages at 0x20000 over the host memory of slot 1 from 0 |
      When a device in the kernel writes at 0x20000
      Then the call fails with EFAULT
      When the changes go on and are completed
      And a device in the kernel writes at 0x20000
      Then the call returns 0
