@kick
Feature: What a kick waits for
  KVM_KICK_ALL_RUNNING_VCPUS while a vCPU is held at one point of KVM_RUN, or asleep.

  @KICK-07
  Rule: A kick waits for the vCPUs of its own VM, and as it was sent for those of every VM

    @proposed:kick-all @absence:KICK-01
    Scenario: A vCPU of another VM is not waited for and goes on
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And a twin of the vCPU in another VM
      And the twin runs and counts at 0x2000
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the call of the other task returns 0
      And the twin goes on counting at 0x2000

    @proposed:kick-all @absence:KICK-01
    Scenario: The kick of another VM leaves this one's vCPU alone
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And a twin of the vCPU in another VM
      And the guest runs and counts at 0x2000
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS on the other VM
      Then the call of the other task returns 0
      And the guest goes on counting at 0x2000

    @proposed:kick-all-v1 @absence:KICK-01
    Scenario: As it was sent a vCPU of another VM stalls the kick, and is not itself kicked
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And a twin of the vCPU in another VM
      And the twin runs and counts at 0x2000
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the other task waits
      And the twin goes on counting at 0x2000
      And the other task still waits
      When SIGUSR1 is sent to the thread of the twin
      Then KVM_RUN of the twin fails with EINTR
      And the call of the other task returns 0

    @proposed:kick-all-v1 @absence:KICK-01
    Scenario: As it was sent a stalled kick keeps every VM out of KVM_RUN
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And a twin of the vCPU in another VM
      And KVM_RUN is begun and held as the guest is entered
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS on the other VM
      And the other task waits
      When the twin calls KVM_RUN
      Then the twin sleeps in KVM_RUN
      When KVM_RUN goes on
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the call of the other task returns 0
      And KVM_RUN of the twin fails with EINTR

  @KICK-08
  Rule: A KVM_RUN that begins after the kick is held off where the mark stays, and not where the kick has cleared it

    Scenario Outline: After the kick KVM_RUN <ends> (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When KVM_RUN is called
      Then KVM_RUN <ends>
      And RAX is <rax>

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          | ends                       | rax |
        | clears itself | returns 0 for KVM_EXIT_HLT | 1   |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  | ends             | rax |
        | stays | fails with EINTR | 0   |

    Scenario Outline: A KVM_RUN that does not have the vCPU yet is not waited for, and <ends> (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is begun and held before it has the vCPU
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the call of the other task returns 0
      When KVM_RUN goes on
      Then KVM_RUN <ends>
      And RAX is <rax>

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          | ends                       | rax |
        | clears itself | returns 0 for KVM_EXIT_HLT | 1   |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  | ends             | rax |
        | stays | fails with EINTR | 0   |

    Scenario Outline: A KVM_RUN that begins while the kick waits sleeps until it is over, and <ends> (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And a twin of the vCPU
      And KVM_RUN is begun and held as the guest is entered
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS
      And the other task waits
      When the twin calls KVM_RUN
      Then the twin sleeps in KVM_RUN
      When KVM_RUN goes on
      Then KVM_RUN fails with EINTR
      And the call of the other task returns 0
      And KVM_RUN of the twin <ends>

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          | ends                       |
        | clears itself | returns 0 for KVM_EXIT_HLT |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  | ends             |
        | stays | fails with EINTR |

    @proposed:kick-all @absence:KICK-01
    Scenario: A kick that clears itself has nothing to resume
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When userspace calls KVM_RESUME_ALL_KICKED_VCPUS
      Then the call fails with ENOTTY
      And the vCPU is unchanged

  @KICK-10
  Rule: A kick waits for a vCPU whose task waits for a page that nobody gives, until that task is signalled too

    Scenario Outline: The kick waits until the task is signalled (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, es:[0x6000]
        hlt
        """
      And the guest page at 0x6000 waits for userfaultfd
      And the vCPU sleeps in KVM_RUN
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then the other task waits
      And the vCPU still sleeps in KVM_RUN
      And the other task still waits
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR
      And the call of the other task returns 0
      And RIP is at the MOV

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |

    Scenario Outline: The kick waits until the page is given (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, es:[0x6000]
        hlt
        """
      And the guest page at 0x6000 waits for userfaultfd
      And the vCPU sleeps in KVM_RUN
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS
      And the other task waits
      When userspace gives the page with zeroes
      Then KVM_RUN fails with EINTR
      And the call of the other task returns 0
      And RIP is at the MOV

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |
