@user-exit
Feature: Userspace asks a vCPU to leave KVM_RUN
  The proposed KVM_USER_EXIT: what it is, and what it fails with.

  @UX-01
  Rule: KVM_USER_EXIT is a vCPU ioctl with 32 reserved bytes and capability 120, and without the proposal it fails with EINVAL whatever its argument is

    @proposed:user-exit @absence:UX-01
    Scenario: With the proposal the call returns 0
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When userspace calls KVM_USER_EXIT
      Then the call returns 0
      And the vCPU is unchanged

    @proposed:user-exit @absence:UX-01
    Scenario: With the proposal KVM_CHECK_EXTENSION of capability 120 is 1
      Given a VM without a vCPU
      When KVM_CHECK_EXTENSION is asked for capability 120
      Then the call returns 1

    @proposed:user-exit-v1 @absence:UX-02
    Scenario: With version 1 KVM_CHECK_EXTENSION of capability 120 is 1 too
      Given a VM without a vCPU
      When KVM_CHECK_EXTENSION is asked for capability 120
      Then the call returns 1

    @proposed:user-exit @absence:UX-01
    Scenario: The same number without an argument is KVM_KVMCLOCK_CTRL, and asks for nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When userspace calls KVM_KVMCLOCK_CTRL
      Then the call fails with EINVAL
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    @proposed:user-exit @absence:UX-01
    Scenario: It asks the vCPU that it is called on, and no other
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And a twin of the vCPU
      When userspace calls KVM_USER_EXIT
      Then the call returns 0
      When the twin calls KVM_RUN
      Then KVM_RUN of the twin returns 0 for KVM_EXIT_HLT
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST

    @not-proposed:user-exit
    Scenario Outline: Without the proposal KVM_USER_EXIT with <argument> is EINVAL and asks for nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_USER_EXIT is called with <argument>
      Then the call fails with EINVAL
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

      Examples:
        | argument                  |
        | byte 0 of its argument 0  |
        | byte 31 of its argument 1 |
        | an unreadable argument    |

    @not-proposed:user-exit @not-proposed:user-exit-v1
    Scenario: Without the proposal the call is EINVAL, whatever KVM_CHECK_EXTENSION says of 120
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the answer of KVM_CHECK_EXTENSION for capability 120 is recorded
      When userspace calls KVM_USER_EXIT
      Then the call fails with EINVAL
      And the vCPU is unchanged

  @UX-03
  Rule: KVM_USER_EXIT may come from any thread of the process and does not wait for the vCPU's other ioctls

    @proposed:user-exit @absence:UX-03
    Scenario: Another task calls it while the vCPU runs, and does not wait
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When another task begins KVM_USER_EXIT
      Then the call of the other task returns 0
      And KVM_RUN returns 0 for KVM_EXIT_REQUEST

    @proposed:user-exit @absence:UX-03
    Scenario: Another task calls it while KVM_RUN is held
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is begun and held as the guest is entered
      When another task begins KVM_USER_EXIT
      Then the call of the other task returns 0
      When KVM_RUN goes on
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST

    @proposed:user-exit @absence:UX-03
    Scenario: The vCPU's own thread may call it
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When userspace calls KVM_USER_EXIT
      Then the call returns 0
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST

    @proposed:user-exit @absence:UX-03
    Scenario: A child process gets EIO and asks for nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When a child process calls KVM_USER_EXIT
      Then the call fails with EIO
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    @not-proposed:user-exit
    Scenario: Without the proposal the call waits for the vCPU, which goes on, and is EINVAL
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When another task begins KVM_USER_EXIT
      Then the other task waits
      And the guest goes on counting at 0x2000
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And the call of the other task fails with EINVAL

  @UX-04
  Rule: KVM_USER_EXIT fails with EFAULT if its argument cannot be read and with EINVAL if a reserved byte is not zero, and then asks for nothing

    @proposed:user-exit @absence:UX-01
    Scenario Outline: KVM_USER_EXIT with <argument> is <errno> and asks for nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_USER_EXIT is called with <argument>
      Then the call fails with <errno>
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

      Examples:
        | argument                                       | errno  |
        | byte 0 of its argument 1                       | EINVAL |
        | byte 15 of its argument 1                      | EINVAL |
        | byte 31 of its argument 1                      | EINVAL |
        | an unreadable argument                         | EFAULT |
        | an argument of which half is not there         | EFAULT |
        | an argument of ones of which half is not there | EFAULT |

    @proposed:user-exit @absence:UX-01
    Scenario: A refused call does not stop a vCPU that runs
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When KVM_USER_EXIT is called with byte 0 of its argument 1
      Then the call fails with EINVAL
      And the guest goes on counting at 0x2000

    @proposed:user-exit @absence:UX-01
    Scenario: A refused call does not take back an earlier one
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_USER_EXIT
      When KVM_USER_EXIT is called with byte 0 of its argument 1
      Then the call fails with EINVAL
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
