@signals
Feature: Leaving KVM_RUN by a signal

  @SIG-01
  Rule: The mask of KVM_SET_SIGNAL_MASK replaces the thread's for the time of KVM_RUN, and a signal that it leaves unblocked ends KVM_RUN with EINTR

    Scenario: A signal that the thread blocks and the mask does not ends KVM_RUN
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And SIGUSR1 is blocked in the vCPU thread and not by KVM_SET_SIGNAL_MASK
      And the guest runs and counts at 0x2000
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR

    Scenario: A signal that the mask blocks does not end KVM_RUN, though the thread would take it
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And SIGUSR1 is blocked by KVM_SET_SIGNAL_MASK and not in the vCPU thread
      And the guest runs and counts at 0x2000
      When SIGUSR1 is sent to the vCPU thread
      Then the guest goes on counting at 0x2000

    Scenario: After KVM_RUN the thread has its own mask again
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And SIGUSR1 is blocked in the vCPU thread and not by KVM_SET_SIGNAL_MASK
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the vCPU thread still blocks SIGUSR1

    Scenario Outline: KVM_SET_SIGNAL_MASK with <argument> is refused and the old mask stays
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And SIGUSR1 is blocked in the vCPU thread and not by KVM_SET_SIGNAL_MASK
      When KVM_SET_SIGNAL_MASK is called with <argument>
      Then the call fails with <errno>
      When KVM_RUN is called with SIGUSR1 sent before
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the vCPU is unchanged

      Examples:
        | argument                | errno  |
        | a length of 4           | EINVAL |
        | a length of 16          | EINVAL |
        | an unreadable structure | EFAULT |
        | an unreadable set       | EFAULT |

    Scenario: A null pointer switches the mask off
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And SIGUSR1 is blocked in the vCPU thread and not by KVM_SET_SIGNAL_MASK
      When KVM_SET_SIGNAL_MASK is called with a null pointer
      Then the call returns 0
      When KVM_RUN is called with SIGUSR1 sent before
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And SIGUSR1 is still pending

  @SIG-02
  Rule: A KVM_RUN that a signal ends has exit reason KVM_EXIT_INTR

    Scenario: A signal pending at entry
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with exit_reason 0x77 and SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the vCPU is unchanged

    Scenario: A signal while the guest runs
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR

    @needs-cap:IRQCHIP
    Scenario Outline: A signal while the vCPU sleeps in <state>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the MP state is set to <state>
      And the vCPU sleeps in KVM_RUN
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the MP state is <state>
      And the vCPU is unchanged

      Examples:
        | state                      |
        | KVM_MP_STATE_HALTED        |
        | KVM_MP_STATE_UNINITIALIZED |

    @needs-cap:IRQCHIP
    Scenario: A signal while the guest waits in HLT
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        inc ax
        """
      And the vCPU sleeps in KVM_RUN
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the MP state is KVM_MP_STATE_HALTED
      And RAX is 0 and RIP is past the HLT

  @SIG-03
  Rule: A signal that the thread blocks stays pending, and every KVM_RUN returns EINTR until userspace takes it

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is called with SIGUSR1 pending
      And KVM_RUN fails with EINTR

    Scenario: Every KVM_RUN returns EINTR while the signal is pending
      When KVM_RUN is called
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And SIGUSR1 is still pending
      And the vCPU is unchanged

    Scenario: Once the signal is taken the guest runs
      When SIGUSR1 is taken
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

  @SIG-04
  Rule: A signal that the thread blocks does not interrupt KVM_RUN without a signal mask

    Scenario: Pending at entry it lets the guest run to its HLT
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU thread blocks SIGUSR1
      When KVM_RUN is called with SIGUSR1 sent before
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1
      And SIGUSR1 is still pending

    Scenario: Sent while the guest runs it stops nothing
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the vCPU thread blocks SIGUSR1
      And the guest runs and counts at 0x2000
      When SIGUSR1 is sent to the vCPU thread
      Then the guest goes on counting at 0x2000

  @SIG-05
  @needs-cap:IMMEDIATE_EXIT
  Rule: An unblocked signal together with immediate_exit ends KVM_RUN whether or not it has begun

    Scenario: A KVM_RUN that runs the guest is ended by the signal
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When another task sets immediate_exit
      And SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR

    Scenario: A KVM_RUN that has not begun is ended by immediate_exit
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And another task sets immediate_exit
      When KVM_RUN is called with exit_reason 0x77 and SIGUSR1 sent before
      Then KVM_RUN fails with EINTR and exit reason 0x77
      And the vCPU is unchanged

    @race
    Scenario: A KVM_RUN that begins at the same time is ended by one of them
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      When KVM_RUN and a kick by another task begin at the same time, 100 times
      Then KVM_RUN failed with EINTR every time

  @SIG-06
  Rule: A non-fatal unblocked signal ends a KVM_RUN that is blocked in a guest page fault with EINTR and KVM_EXIT_INTR

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, es:[0x6000]
        hlt
        """

    Scenario: A signal ends a KVM_RUN that waits for a page
      Given the guest page at 0x6000 waits for userfaultfd
      And the vCPU sleeps in KVM_RUN
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And RIP is at the MOV

    Scenario: Once the page is there the access is made
      Given the guest starts with RAX=0x55
      And the guest page at 0x6000 waits for userfaultfd
      And the vCPU sleeps in KVM_RUN
      When userspace gives the page with zeroes
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 0
