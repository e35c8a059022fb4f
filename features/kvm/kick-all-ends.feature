@kick
Feature: How a kicked KVM_RUN ends

  @KICK-02
  Rule: A kicked KVM_RUN fails with EINTR, and its exit reason means nothing

    Scenario Outline: Kicked <moment>, the guest runs nothing (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is begun and held <moment>
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS
      And the other task waits
      When KVM_RUN goes on
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged
      And the call of the other task returns 0

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          | moment                  |
        | clears itself | before vcpu_run         |
        | clears itself | as the guest is entered |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  | moment                  |
        | stays | before vcpu_run         |
        | stays | as the guest is entered |

    @needs-cap:IRQCHIP
    Scenario Outline: Kicked as it goes to sleep in <state>, the vCPU leaves with <errno> (the kick <kick>)
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the MP state is set to <state>
      And KVM_RUN is begun and held as the vCPU goes to sleep
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS
      And the other task waits
      When KVM_RUN goes on
      Then KVM_RUN fails with <errno>
      And the MP state is <state>
      And the call of the other task returns 0

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          | state                      | errno |
        | clears itself | KVM_MP_STATE_HALTED        | EINTR |
        | clears itself | KVM_MP_STATE_UNINITIALIZED | EINTR |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  | state                      | errno  |
        | stays | KVM_MP_STATE_HALTED        | EINTR  |
        | stays | KVM_MP_STATE_UNINITIALIZED | EAGAIN |

    Scenario Outline: Whatever the exit reason is then, it is recorded (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And userspace writes exit_reason=0x55 into kvm_run
      And the guest runs and counts at 0x2000
      When another task begins KVM_KICK_ALL_RUNNING_VCPUS
      Then KVM_RUN fails with EINTR, and its exit reason is recorded

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |

    @proposed:kick-all @absence:KICK-01
    Scenario Outline: <exit> that is decided is kept, and the kick waits for it
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And KVM_RUN is begun and held when an exit is decided
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS
      And the other task waits
      When KVM_RUN goes on
      Then KVM_RUN returns 0 for <exit>
      And the call of the other task returns 0

      Examples:
        | instruction    | exit                              |
        | in al, 0x10    | a 1-byte read of port 0x10        |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |
        | nop            | KVM_EXIT_HLT                      |

    @proposed:kick-all-v1 @absence:KICK-01
    Scenario Outline: As it was sent <exit> that is decided is lost to who decodes nothing
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And KVM_RUN is begun and held when an exit is decided
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS
      And the other task waits
      When KVM_RUN goes on
      Then KVM_RUN fails with EINTR, and its exit reason is recorded
      And the call of the other task returns 0
      When userspace calls KVM_RESUME_ALL_KICKED_VCPUS
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

      Examples:
        | instruction    | exit                              |
        | in al, 0x10    | a 1-byte read of port 0x10        |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |

  @KICK-04
  Rule: A kicked KVM_RUN finishes a pending operation first

    Scenario Outline: Kicked before vcpu_run, a port read has been finished (the kick <kick>)
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        inc ah
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB
      And KVM_RUN is begun and held before vcpu_run
      And another task begins KVM_KICK_ALL_RUNNING_VCPUS
      And the other task waits
      When KVM_RUN goes on
      Then KVM_RUN fails with EINTR
      And AX is 0xAB and RIP is past the IN

      @proposed:kick-all @absence:KICK-01
      Examples:
        | kick          |
        | clears itself |

      @proposed:kick-all-v1 @absence:KICK-01
      Examples:
        | kick  |
        | stays |

    @proposed:kick-all-v1 @absence:KICK-01
    Scenario Outline: With the mark there, <exit> is finished and nothing else is run
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        inc ah
        hlt
        """
      And the vCPU has exited for <exit>
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When the read is answered with 0xAB and KVM_RUN is called
      Then KVM_RUN fails with EINTR
      And AX is 0xAB and RIP is at the INC

      Examples:
        | instruction    | exit                              |
        | in al, 0x10    | a 1-byte read of port 0x10        |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |

    @proposed:kick-all-v1 @absence:KICK-01
    Scenario: With the mark there, the second piece of an MMIO read is asked for and then finished
      Given a vCPU in real mode at 0x1000 running
        """
        mov ax, [0x0FFF]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20FFF
      And userspace calls KVM_KICK_ALL_RUNNING_VCPUS
      When the read is answered with 0x34 and KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000
      When the read is answered with 0x12 and KVM_RUN is called
      Then KVM_RUN fails with EINTR
      And AX is 0x1234 and RIP is at the HLT
