@kick
Feature: All vCPUs of a VM are made to leave KVM_RUN
  The proposed KVM_KICK_ALL_RUNNING_VCPUS, as it was sent and as its review wanted it.

  @KICK-01
  Rule: KVM_KICK_ALL_RUNNING_VCPUS returns when every vCPU of the VM has left KVM_RUN, asleep or not, and without the proposal it fails with ENOTTY

    @not-proposed:kick-all @not-proposed:kick-all-v1
    Scenario Outline: Without the proposal <request> is ENOTTY and the vCPU is as before
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When userspace calls <request>
      Then the call fails with ENOTTY
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

      Examples:
        | request                     |
        | KVM_KICK_ALL_RUNNING_VCPUS  |
        | KVM_RESUME_ALL_KICKED_VCPUS |

    @not-proposed:kick-all @not-proposed:kick-all-v1
    Scenario: Without the proposal a vCPU that runs is not disturbed
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the call of the other task fails with ENOTTY
      And the guest goes on counting at 0x2000

    Scenario Outline: A vCPU that runs leaves (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the call of the other task returns 0
      And KVM_RUN fails with EINTR

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |

    Scenario Outline: Two vCPUs that run leave (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[si]
        jmp again
        """
      And the guest starts with RSI=0x2000
      And a twin of the vCPU that starts with RSI=0x2100
      And the twin runs and counts at 0x2100
      And the guest runs and counts at 0x2000
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the call of the other task returns 0
      And KVM_RUN fails with EINTR
      And KVM_RUN of the twin fails with EINTR

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |

    Scenario Outline: One vCPU has left and another is held: the kick waits (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And a twin of the vCPU
      And the twin runs and counts at 0x2000
      And KVM_RUN is begun and held as the guest is entered
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then KVM_RUN of the twin fails with EINTR
      And the other task waits
      When KVM_RUN goes on
      Then KVM_RUN fails with EINTR
      And the call of the other task returns 0

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |

    Scenario Outline: With no vCPU in KVM_RUN it returns at once (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      Then the call returns 0
      And the vCPU is unchanged

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |

    @needs-cap:IRQCHIP
    Scenario Outline: A vCPU that sleeps in <state> leaves with <errno> and stays in it (the kick <kick>)
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the MP state is set to <state>
      And the vCPU sleeps in KVM_RUN
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the call of the other task returns 0
      And KVM_RUN fails with <errno>
      And the MP state is <state>
      And the vCPU is unchanged

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          | state                      | errno |
        | clears itself | KVM_MP_STATE_HALTED        | EINTR |
        | clears itself | KVM_MP_STATE_UNINITIALIZED | EINTR |
        | clears itself | KVM_MP_STATE_INIT_RECEIVED | EINTR |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  | state                      | errno  |
        | stays | KVM_MP_STATE_HALTED        | EINTR  |
        | stays | KVM_MP_STATE_UNINITIALIZED | EAGAIN |
        | stays | KVM_MP_STATE_INIT_RECEIVED | EINTR  |

    @needs-cap:IRQCHIP
    Scenario Outline: A guest that waits in HLT is left (the kick <kick>)
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        inc ax
        """
      And the vCPU sleeps in KVM_RUN
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the call of the other task returns 0
      And KVM_RUN fails with EINTR
      And the MP state is KVM_MP_STATE_HALTED
      And RAX is 0 and RIP is past the HLT

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |

    @proposed:hv-inactive-vtl
    Scenario Outline: An inactive VTL that waits is left (the kick <kick>)
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And the vCPU sleeps in KVM_RUN
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the call of the other task returns 0
      And KVM_RUN fails with EINTR
      And the number of the MP state is 11
      And the vCPU is unchanged

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |
