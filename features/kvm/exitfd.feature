@exitfd
Feature: Eventfds that ask a vCPU to leave
  KVM_VCPU_MAKE_EXITFD, which was only discussed.

  @UX-10
  Rule: KVM_VCPU_MAKE_EXITFD returns an eventfd, a vCPU may have many, and a write of any of them asks the vCPU to leave and never waits

    @not-proposed:exitfd
    Scenario: Without it the call is EINVAL and the vCPU is as before
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When userspace calls KVM_VCPU_MAKE_EXITFD
      Then the call fails with EINVAL
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    @proposed:exitfd @absence:UX-10
    Scenario Outline: A write of any exitfd asks the vCPU to leave (exitfd <which>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU has 3 exitfds
      When exitfd <which> is written with 1
      Then the call returns 8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the vCPU is unchanged

      Examples:
        | which |
        | 1     |
        | 2     |
        | 3     |

    @proposed:exitfd @absence:UX-10
    Scenario: Writes of two exitfds make one exit
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU has 2 exitfds
      And exitfd 1 is written with 1
      And exitfd 2 is written with 1
      And KVM_RUN is called
      And KVM_RUN returns 0 for KVM_EXIT_REQUEST
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    @proposed:exitfd @absence:UX-10
    Scenario: A write does not wait although nobody has taken the largest count before it
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU has 1 exitfds
      And exitfd 1 is written with 0xFFFFFFFFFFFFFFFE
      And the call returns 8
      When exitfd 1 is written with 0xFFFFFFFFFFFFFFFE
      Then the call returns 8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST

    @proposed:exitfd @absence:UX-10
    Scenario: A write does not wait for a vCPU that runs
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the vCPU has 1 exitfds
      And the guest runs and counts at 0x2000
      When exitfd 1 is written with 1
      Then the call returns 8
      And KVM_RUN returns 0 for KVM_EXIT_REQUEST

    @proposed:exitfd @absence:UX-10
    Scenario: A count of 0 asks for nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU has 1 exitfds
      When exitfd 1 is written with 0
      Then the call returns 8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

    @proposed:exitfd @absence:UX-10
    Scenario: A write after the exit asks anew
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU has 1 exitfds
      And exitfd 1 is written with 1
      And KVM_RUN is called
      And KVM_RUN returns 0 for KVM_EXIT_REQUEST
      When exitfd 1 is written with 1
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the vCPU is unchanged

    @proposed:exitfd @absence:UX-10
    Scenario: Closing an exitfd does not disturb a vCPU that runs
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the vCPU has 2 exitfds
      And the guest runs and counts at 0x2000
      When exitfd 1 is closed
      Then the call returns 0
      And the guest goes on counting at 0x2000

    @proposed:exitfd @absence:UX-10
    Scenario: Closing one exitfd leaves the other as it is
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU has 2 exitfds
      And exitfd 1 is closed
      When exitfd 2 is written with 1
      Then the call returns 8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST

    @proposed:exitfd @absence:UX-10
    Scenario: Closing an exitfd does not take back what was asked through it
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU has 1 exitfds
      And exitfd 1 is written with 1
      When exitfd 1 is closed
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST

    @proposed:exitfd @absence:UX-10
    Scenario: An exitfd asks its own vCPU and no other
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU has 1 exitfds
      And a twin of the vCPU
      And exitfd 1 is written with 1
      When the twin calls KVM_RUN
      Then KVM_RUN of the twin returns 0 for KVM_EXIT_HLT
