@kick
Feature: A kick that stays until it is resumed
  KVM_KICK_ALL_RUNNING_VCPUS and KVM_RESUME_ALL_KICKED_VCPUS as they were sent.

  @KICK-03
  @proposed:kick-all-v1 @absence:KICK-01
  Rule: As it was sent a kick stays, and every KVM_RUN until KVM_RESUME_ALL_KICKED_VCPUS fails with EINTR and runs nothing

    Scenario: Every KVM_RUN fails
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When KVM_RUN is called 3 times
      Then every KVM_RUN failed with EINTR
      And the vCPU is unchanged

    Scenario: A vCPU that was running fails again
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS
      And the call of the other task returns 0
      And KVM_RUN fails with EINTR
      When KVM_RUN is called
      Then KVM_RUN fails with EINTR

    @needs-cap:IRQCHIP
    Scenario: A HALTED vCPU does not sleep
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the MP state is set to KVM_MP_STATE_HALTED
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When KVM_RUN is called
      Then KVM_RUN fails with EINTR
      And the MP state is KVM_MP_STATE_HALTED

    Scenario: After it is resumed the guest runs
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      And KVM_RUN is called
      And KVM_RUN fails with EINTR
      When userspace calls KVM_RESUME_ALL_KICKED_VCPUS
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

  @KICK-05
  @proposed:kick-all-v1 @absence:KICK-01
  Rule: KVM_RESUME_ALL_KICKED_VCPUS takes the marks away and enters nothing, and without a kick it returns 0 and has no effect

    Scenario: It enters nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When userspace calls KVM_RESUME_ALL_KICKED_VCPUS
      Then the call returns 0
      And the vCPU is unchanged

    Scenario: Without a kick it returns 0
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When userspace calls KVM_RESUME_ALL_KICKED_VCPUS
      Then the call returns 0
      And the vCPU is unchanged

    Scenario: Without a kick it does not disturb a vCPU that runs
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When another task begins KVM_RESUME_ALL_KICKED_VCPUS
      Then the call of the other task returns 0
      And the guest goes on counting at 0x2000

    Scenario: It takes the marks of all vCPUs away
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And a twin of the vCPU
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      And userspace calls KVM_RESUME_ALL_KICKED_VCPUS
      When the twin calls KVM_RUN
      Then KVM_RUN of the twin returns 0 for KVM_EXIT_HLT
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

  @KICK-06
  Rule: A kick holds off KVM_RUN and no other ioctl

    @proposed:kick-all-v1 @absence:KICK-01
    Scenario Outline: With the mark there <request> is served
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When userspace calls <request>
      Then the call returns <value>
      And KVM_RUN is called
      And KVM_RUN fails with EINTR

      Examples:
        | request             | value |
        | KVM_GET_REGS        | 0     |
        | KVM_GET_SREGS       | 0     |
        | KVM_GET_VCPU_EVENTS | 0     |
        | KVM_GET_FPU         | 0     |
        | KVM_GET_CLOCK       | 0     |
        | KVM_SET_CLOCK       | 0     |

    @proposed:kick-all-v1 @absence:KICK-01
    Scenario: With the mark there a memory slot can be created
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When a slot 1 of 2 pages at 0x30000 is set
      Then the call returns 0

    @proposed:kick-all-v1 @absence:KICK-01 @needs-cap:NESTED_STATE @needs-cap:X86_GUEST_MODE
    Scenario: With the mark there the state of a nested guest can be set
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU is in guest mode, so that a nested guest runs
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When the vCPU leaves guest mode
      Then the call returns 0
      And KVM_RUN is called
      And KVM_RUN fails with EINTR

    @proposed:kick-all-v1 @absence:KICK-01 @needs-cap:DEVICE_CTRL
    Scenario: With the mark there a device answers
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And a VFIO device of the VM
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When the device is asked whether it has attribute 1 of group 1
      Then the call returns 0
      And KVM_RUN is called
      And KVM_RUN fails with EINTR

    Scenario Outline: While the kick waits <request> of another task is served (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And a twin of the vCPU
      And KVM_RUN is begun and held as the guest is entered
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS
      And the other task waits
      When <request> is called on the twin
      Then the call returns 0
      And the other task still waits
      When KVM_RUN goes on
      Then the call of the other task returns 0

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          | request             |
        | clears itself | KVM_GET_REGS        |
        | clears itself | KVM_GET_VCPU_EVENTS |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  | request             |
        | stays | KVM_GET_REGS        |
        | stays | KVM_GET_VCPU_EVENTS |

  @KICK-09
  @proposed:kick-all-v1 @absence:KICK-01
  Rule: Kicks are not counted, and one KVM_RESUME_ALL_KICKED_VCPUS ends them all

    Scenario: Two kicks are ended by one resume
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      And the call returns 0
      When userspace calls KVM_RESUME_ALL_KICKED_VCPUS
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

    Scenario: A second resume has nothing left to end
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      And userspace calls KVM_RESUME_ALL_KICKED_VCPUS
      When userspace calls KVM_RESUME_ALL_KICKED_VCPUS
      Then the call returns 0
      And the vCPU is unchanged
