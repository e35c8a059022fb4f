@dirty-log
Feature: Clearing the dirty log by hand
  Slot 1 is logged. The guest's data segment begins where the slot does.

  @CLEAR-01
  @needs-cap:MANUAL_DIRTY_LOG_PROTECT2
  Rule: KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 takes KVM_DIRTY_LOG_MANUAL_PROTECT_ENABLE and with it KVM_DIRTY_LOG_INITIALLY_SET, nothing else, and makes KVM_GET_DIRTY_LOG neither clear nor protect

    Scenario Outline: Argument <argument> with flags <flags> <outcome>
      Given a VM without a vCPU
      When KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags <flags> and argument <argument>
      Then the call <outcome>

      Examples:
        | argument | flags | outcome           |
        | 1        | 0     | returns 0         |
        | 3        | 0     | returns 0         |
        | 0        | 0     | returns 0         |
        | 2        | 0     | fails with EINVAL |
        | 4        | 0     | fails with EINVAL |
        | 5        | 0     | fails with EINVAL |
        | 1        | 1     | fails with EINVAL |

    Scenario: An argument that is refused leaves the log as it was
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 2
      Then the dirty log of slot 1 names page 1
      And the dirty log of slot 1 names no page

    Scenario: What was read stays
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 1
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When the dirty log of slot 1 is read
      Then the dirty log of slot 1 names page 1

    Scenario: A bitmap that cannot be written costs nothing
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 1
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When KVM_GET_DIRTY_LOG is called with slot=1 and dirty_bitmap=0
      Then the call fails with EFAULT
      And the dirty log of slot 1 names page 1

    Scenario: Turned off again, reading clears
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        hlt
        """
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 1
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 0
      Then the dirty log of slot 1 names page 1
      And the dirty log of slot 1 names no page

  @CLEAR-03
  @needs-cap:MANUAL_DIRTY_LOG_PROTECT2
  Rule: With KVM_DIRTY_LOG_INITIALLY_SET a new bitmap names every page of the slot and none behind it, each time that logging is turned on

    Scenario: A logged slot begins with every page dirty
      Given a VM without a vCPU
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 3
      When a logged slot 1 of 100 pages at 0x100000
      Then the dirty log of slot 1 names pages 0 to 99

    Scenario: Without the bit it begins with none
      Given a VM without a vCPU
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 1
      When a logged slot 1 of 100 pages at 0x100000
      Then the dirty log of slot 1 names no page

    Scenario: Off and on again, every page is dirty again
      Given a VM without a vCPU
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 3
      And a logged slot 1 of 100 pages at 0x100000
      And pages 0 to 99 of slot 1 are cleared in the dirty log
      And the dirty log of slot 1 names no page
      When slot 1 is no longer logged
      And slot 1 is logged
      Then the dirty log of slot 1 names pages 0 to 99

    Scenario: What was cleared and is written is named, though all began dirty
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x5000], al
        hlt
        """
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 3
      And a logged slot 1 of 16 pages at 0x20000
      And pages 0 to 15 of slot 1 are cleared in the dirty log
      When KVM_RUN is called
      Then the dirty log of slot 1 names page 5

  @CLEAR-04
  @needs-cap:MANUAL_DIRTY_LOG_PROTECT2
  Rule: A page stays dirty until it is cleared itself, and one that is written after it was cleared is named again

    Scenario: Clearing a page leaves the others dirty
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        mov [0x2000], al
        mov [0x3000], al
        hlt
        """
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 1
      And a logged slot 1 of 16 pages at 0x20000
      And KVM_RUN is called
      When page 2 of slot 1 is cleared in the dirty log
      Then the dirty log of slot 1 names pages 1 and 3

    Scenario: Clearing a page behind the first 64 leaves the others dirty
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov [0x22000], al
        mov [0x62000], al
        mov [0x63000], al
        hlt
        """
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 1
      And a logged slot 1 of 100 pages at 0x20000
      And KVM_RUN is called
      When page 66 of slot 1 is cleared in the dirty log
      Then the dirty log of slot 1 names pages 2 and 67

    Scenario: A page that became dirty since the log was read stays dirty
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        out 0x10, al
        mov [0x2000], al
        hlt
        """
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 1
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And the dirty log of slot 1 names page 1
      And KVM_RUN is called
      When page 1 of slot 1 is cleared in the dirty log
      Then the dirty log of slot 1 names page 2

    Scenario: A page that is written after it was cleared is named again
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        out 0x10, al
        mov [0x1004], al
        hlt
        """
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 1
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And page 1 of slot 1 is cleared in the dirty log
      And the dirty log of slot 1 names no page
      When KVM_RUN is called
      Then the dirty log of slot 1 names page 1

    Scenario: What is written between reading and clearing is gone from the log
      Given a vCPU in real mode at 0x1000 running
        """
        mov byte ptr [0x1000], 0x11
        out 0x10, al
        mov byte ptr [0x1000], 0x55
        hlt
        """
      And KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 is enabled on the VM with flags 0 and argument 1
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And the dirty log of slot 1 is read
      And KVM_RUN is called
      When page 1 of slot 1 is cleared in the dirty log
      Then the dirty log of slot 1 names no page
      And the host memory of slot 1 at 0x1000 contains 0x55
