@dirty-ring
Feature: Dirty rings that fill, and slots that go under them
  Slot 1 is logged. In real mode the guest's data segment begins where the slot does.

  @RING-03
  @needs-cap:DIRTY_LOG_RING
  Rule: A page that is written after KVM_RESET_DIRTY_RINGS has returned is in the ring again, so that a VMM resets before it reads what was harvested

    Scenario: Written after the reset, a page is named again
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        out 0x10, al
        mov [0x1004], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And userspace harvests the dirty ring
      And the dirty rings are reset
      When KVM_RUN is called
      Then the dirty ring names page 1 of slot 1

    Scenario: Written between harvest and reset, a page need not be named, and is when it is written again
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        out 0x10, al
        mov byte ptr [0x1000], 0x55
        out 0x10, al
        mov [0x1004], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And userspace harvests the dirty ring
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And the dirty rings are reset
      And the host memory of slot 1 at 0x1000 contains 0x55
      When the dirty ring names no page or page 1 of slot 1, which is recorded
      And userspace harvests the dirty ring
      And KVM_RUN is called
      Then the dirty ring names page 1 of slot 1

    @race
    Scenario: Written while the rings are reset, memory has it when the reset returns
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov byte ptr [0x1000], 0x11
        again: cmp byte ptr [0x5000], 0
        je again
        mov byte ptr [0x1000], 0x55
        out 0x10, al
        mov [0x1004], al
        hlt
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the guest runs and writes at 0x21000
      And userspace harvests the dirty ring
      When the dirty rings are reset, and the guest is let past 0x25000 after the entries are taken back and before the call returns
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10
      And the host memory of slot 1 at 0x1000 contains 0x55
      And KVM_RUN is called
      And the dirty ring names page 1 of slot 1

  @RING-04
  @needs-cap:DIRTY_LOG_RING
  Rule: KVM_RUN exits with KVM_EXIT_DIRTY_RING_FULL when the ring is full to its soft limit at least and to its size at most, and exits again before any guest code until a reset

    Scenario: A guest that writes page after page fills the ring
      Given a VM with dirty rings
      And a vCPU in 64-bit mode at 0x1000 running
        """
        mov rbx, 0x400000
        again: mov [rbx], al
        add rbx, 0x1000
        mov ecx, 16
        rest: loop rest
        jmp again
        """
      And a logged slot 1 of 2048 pages at 0x400000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_DIRTY_RING_FULL
      And the dirty ring is full to its soft limit at least, and to its size at most

    Scenario Outline: Without a harvest and a reset it exits again: <what>
      Given a VM with dirty rings
      And a vCPU in 64-bit mode at 0x1000 running
        """
        mov rbx, 0x400000
        again: mov [rbx], al
        add rbx, 0x1000
        mov ecx, 16
        rest: loop rest
        jmp again
        """
      And a logged slot 1 of 2048 pages at 0x400000
      And the vCPU has exited for KVM_EXIT_DIRTY_RING_FULL
      When <what>
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_DIRTY_RING_FULL
      And the vCPU is unchanged

      Examples:
        | what                              |
        | KVM_RUN is called 2 times         |
        | the dirty rings are reset         |
        | userspace harvests the dirty ring |

    Scenario: After a reset the guest goes on, round the ring
      Given a VM with dirty rings
      And a vCPU in 64-bit mode at 0x1000 running
        """
        mov rbx, 0x400000
        again: mov [rbx], al
        add rbx, 0x1000
        mov ecx, 16
        rest: loop rest
        jmp again
        """
      And a logged slot 1 of 2048 pages at 0x400000
      And the vCPU has exited for KVM_EXIT_DIRTY_RING_FULL
      And userspace harvests the dirty ring
      And the dirty rings are reset
      And the call returns the number of entries that were harvested
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_DIRTY_RING_FULL
      And the dirty ring is full to its soft limit at least, and to its size at most

    @needs-cap:IMMEDIATE_EXIT
    Scenario: immediate_exit comes before it
      Given a VM with dirty rings
      And a vCPU in 64-bit mode at 0x1000 running
        """
        mov rbx, 0x400000
        again: mov [rbx], al
        add rbx, 0x1000
        mov ecx, 16
        rest: loop rest
        jmp again
        """
      And a logged slot 1 of 2048 pages at 0x400000
      And the vCPU has exited for KVM_EXIT_DIRTY_RING_FULL
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged

  @RING-05
  @needs-cap:DIRTY_LOG_RING
  Rule: When KVM_RUN has returned, every page that the vCPU wrote is in its ring, so that a VMM kicks its vCPUs before the last harvest

    Scenario: After a kick the ring has all that was written
      Given a VM with dirty rings
      And a vCPU in real mode at 0x1000 running
        """
        mov [0x1000], al
        mov byte ptr [0x2000], 0x55
        rest: jmp rest
        """
      And a logged slot 1 of 16 pages at 0x20000
      And the guest runs and writes at 0x22000
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR
      And the dirty ring names pages 1 and 2 of slot 1
