@user-exit
Feature: The first version of KVM_USER_EXIT

  @UX-02
  Rule: KVM_USER_EXIT of version 1 is a VM ioctl with 64 bytes that say which vCPU is meant

    @proposed:user-exit-v1 @absence:UX-02
    Scenario: The vCPU that is named leaves
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And a second vCPU
      When KVM_USER_EXIT_V1 is called for vCPU 0
      Then the call returns 0
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the vCPU is unchanged

    @proposed:user-exit-v1 @absence:UX-02
    Scenario: A vCPU that is not named runs on
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And a second vCPU
      When KVM_USER_EXIT_V1 is called for vCPU 1
      Then the call returns 0
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    @proposed:user-exit-v1 @absence:UX-02
    Scenario Outline: KVM_USER_EXIT_V1 <how> is <errno> and asks for nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_USER_EXIT_V1 is called <how>
      Then the call fails with <errno>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

      Examples:
        | how                                  | errno  |
        | for vCPU 1                            | EINVAL |
        | for vCPU 0 with byte 0 of the rest 1  | EINVAL |
        | for vCPU 0 with byte 59 of the rest 1 | EINVAL |
        | with an unreadable argument           | EFAULT |

    @proposed:user-exit-v1 @absence:UX-02
    Scenario: With version 1 the vCPU ioctl of version 2 is EINVAL
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When userspace calls KVM_USER_EXIT
      Then the call fails with EINVAL
      And the vCPU is unchanged

    @not-proposed:user-exit-v1
    Scenario: Without version 1 the VM ioctl is ENOTTY and asks for nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_USER_EXIT_V1 is called for vCPU 0
      Then the call fails with ENOTTY
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1
