Feature: Every check can fail
  Each scenario expects what does not happen. Its name is a part of the message that must come.

  @COMP-01
  Rule: A step that expects something else than what was seen fails

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        again: jmp again
        """

    Scenario: KVM_RUN returns 0 for a 1-byte read of port 0x10
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte read of port 0x11

    Scenario: observed: the call that makes them is over
      When another task begins to make these changes one by one
        | create a slot 1 of 1 page at 0x20000 |
      Then the changes are never completed

    Scenario: expected: the changes get to MEMSLOT_ACTIVATED
      When these changes are made one by one as far as the swap
        | create a slot 1 of 1 page at 0x20001 |

    Scenario: observed: the guest makes progress or exits
      Given KVM_RUN is begun
      Then the guest stalls, which counts at 0x2000

    Scenario: expected: the guest counts
      Given KVM_RUN is begun
      Then the guest still counts at 0x2000

    Scenario: expected: KVM_RUN returns 0 for a string read of 5 bytes
      Given the vCPU has exited for a string read of 5 bytes from port 0x10

    Scenario: expected: KVM_RUN fails with EINTR
      When KVM_RUN is called
      Then KVM_RUN fails with EINTR

    Scenario: exit reason KVM_EXIT_INTR
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR

    Scenario: expected: AL is 0xAB
      When KVM_RUN is called
      Then AL is 0xAB

    Scenario: expected: RIP is past the IN (0x1002)
      When KVM_RUN is called
      Then RIP is past the IN

    Scenario: RIP is 0x1000 (in al, 0x10)
      When KVM_RUN is called
      Then RIP is at the JMP or past the JMP, which is recorded

    Scenario: changed: rax=1 was 0
      When userspace puts the registers unchanged into kvm_run and marks them dirty
      And KVM_RUN is called with s.regs.regs.rax 1 and immediate_exit
      Then the vCPU is unchanged

    Scenario: guest memory at 0x3000 contains 0x00
      When KVM_RUN is called
      Then guest memory at 0x3000 contains 0xAB

    Scenario: kvm_run.flags is 0x8000
      When KVM_RUN is called
      Then kvm_run.flags is 0x8000

    Scenario: SIGUSR1 is pending
      When KVM_RUN is called
      Then SIGUSR1 is still pending

    Scenario: expected: SIGUSR1 is blocked in the thread
      When KVM_RUN is called
      Then the vCPU thread still blocks SIGUSR1

    Scenario: sigtimedwait → -1 EAGAIN
      When SIGUSR1 is taken

    Scenario: expected: -1 EINVAL
      When userspace calls KVM_GET_REGS
      Then the call fails with EINVAL

    Scenario: expected: 12
      When userspace calls KVM_GET_REGS
      Then the call returns 12

    Scenario: expected: KVM_RUN runs the guest, which counts
      Given the guest runs and counts at 0x2000

    Scenario: expected: KVM_RUN sleeps
      Given the vCPU sleeps in KVM_RUN

    Scenario: expected: KVM_MP_STATE_HALTED
      When KVM_RUN is called
      Then the MP state is KVM_MP_STATE_HALTED

    Scenario: exception.injected is 0
      When KVM_RUN is called
      Then exception 13 with error code 0 is queued

    Scenario: expected: nmi.pending is 1
      When KVM_RUN is called
      Then an NMI is pending

    Scenario: interrupt.injected is 0
      When KVM_RUN is called
      Then interrupt 0x40 is pending

    Scenario: expected: a counter of exits has grown
      When the statistics of the vCPU are read
      And the statistics of the vCPU are read
      Then a counter of exits has grown, and by how much is counted

    Scenario: observed: [exits
      When the statistics of the vCPU are read
      And KVM_RUN is called
      And the statistics of the vCPU are read
      Then no counter of exits has grown

    Scenario: expected: 0 KVM_EXIT_HLT
      When KVM_RUN is called 1 times
      Then every KVM_RUN returned 0 for KVM_EXIT_HLT

    Scenario: expected: kvm_run.flags has none of the bits 4
      Given userspace writes flags=4 into kvm_run
      Then kvm_run.flags has none of the bits 0x0004

    Scenario: KVM_RUN has not returned after 2 s
      Given the vCPU has exited for a 1-byte read of port 0x10
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

    Scenario: observed: the dirty log of slot 0 names nothing: -1 ENOENT
      Then the dirty log of slot 0 names page 1

    Scenario: observed: the dirty log of slot 0 names no page
      Given slot 0 is logged
      Then the dirty log of slot 0 names page 1 or page 2, which is recorded

    Scenario: expected: the wait goes on
      Given the vCPU is to wait by KVM_VCPU_WAIT
      When the vCPU waits

    Scenario: expected: the wait ends with an event
      Given the vCPU is to wait by KVM_VCPU_WAIT
      When the wait is begun
      Then the wait ends with an event

    Scenario: expected: the wait fails with EINTR
      Given the vCPU is to wait by KVM_VCPU_WAIT
      When the wait is begun with immediate_exit
      Then the wait fails with EINTR

    Scenario: expected: interrupt 0x20 is not on its way into the guest
      When interrupt 0x20 is queued
      Then interrupt 0x20 is not pending in the processor

    Scenario: expected: EBX of CPUID 0x40000003 has the bits 0x10000
      When the privileges that Hyper-V may have are read
      Then they have the bits 0x10000

    Scenario: expected: XMM registers 0x11, 0x22, 0x33, 0x44, 0x55, 0x66
      When KVM_RUN is called
      Then the XMM registers of the exit are 0x11, 0x22, 0x33, 0x44, 0x55 and 0x66

    Scenario: expected: 1 ready, revents 8
      When the vCPU is polled for input and output
      Then the poll reports POLLERR

    Scenario: observed: -1 EEXIST
      Given a slot 1 of 1 page at 0x20000
      And a slot 2 of 1 page at 0x20000

    Scenario: host memory of slot 1 at 0x10 contains 0x00
      Given a slot 1 of 1 page at 0x20000
      Then the host memory of slot 1 at 0x10 contains 0xAB

    Scenario: expected: a descriptor
      When userspace calls KVM_GET_REGS
      Then the call returns a descriptor

    Scenario: expected: [an MMIO write of 4 bytes at 0x20000]
      Then each time the guest exited for an MMIO write of 4 bytes at 0x20000

    Scenario: observed: the call that makes them is over
      When another task begins to make these changes one by one
        | create a slot 1 of 1 page at 0x20000 |
      Then the changes are never completed

    Scenario: expected: the changes get to MEMSLOT_ACTIVATED
      When these changes are made one by one as far as the swap
        | create a slot 1 of 1 page at 0x20001 |

    Scenario: observed: the guest makes progress or exits
      Given KVM_RUN is begun
      Then the guest stalls, which counts at 0x2000

    Scenario: expected: the guest counts
      Given KVM_RUN is begun
      Then the guest still counts at 0x2000
