@immediate-exit
Feature: Leaving KVM_RUN before it begins
  immediate_exit is a byte of kvm_run that userspace sets and KVM reads.

  @IMM-01
  @needs-cap:IMMEDIATE_EXIT
  Rule: KVM_RUN with any non-zero immediate_exit finishes what is pending and returns EINTR without running the guest

    Scenario Outline: immediate_exit <value> keeps the guest from running
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with immediate_exit <value>
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged

      Examples:
        | value |
        | 1     |
        | 0x80  |
        | 0xFF  |

    Scenario: With immediate_exit 0 the guest runs
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is called with immediate_exit
      When KVM_RUN is called with immediate_exit 0
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    Scenario: What is pending is finished whatever the value
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        inc ax
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit 0x80
      Then KVM_RUN fails with EINTR
      And RAX is 0xAB and RIP is at the INC

    @needs-cap:IRQCHIP
    Scenario: On an UNINITIALIZED vCPU the EINTR comes before what is pending
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov al, [0x10]
        out 0x11, al
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      And the MP state is set to KVM_MP_STATE_UNINITIALIZED
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is at the MOV
      And the vCPU is unchanged

  @IMM-02
  @needs-cap:IMMEDIATE_EXIT
  Rule: immediate_exit is read once, at the start of KVM_RUN, and setting it later does not stop the guest

    Scenario: Set while the guest runs it stops nothing
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      When another task sets immediate_exit
      Then the guest goes on counting at 0x2000

    Scenario: The guest that went on is ended by a signal
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      And another task sets immediate_exit
      And the guest goes on counting at 0x2000
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR

    Scenario: Set while the guest runs it ends the next KVM_RUN
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      And another task sets immediate_exit
      And SIGUSR1 is sent to the vCPU thread
      And KVM_RUN fails with EINTR
      When KVM_RUN is called with exit_reason 0x55
      Then KVM_RUN fails with EINTR and exit reason 0x55

    @race
    Scenario: Set between the test and the entry it stops nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When another task sets immediate_exit after KVM_RUN has tested it and before the guest runs
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

  @IMM-03
  @needs-cap:IMMEDIATE_EXIT
  Rule: KVM never writes immediate_exit

    Scenario Outline: immediate_exit <value> is there after the EINTR
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_RUN is called with immediate_exit <value>
      Then KVM_RUN fails with EINTR
      And kvm_run.immediate_exit is <value>

      Examples:
        | value |
        | 1     |
        | 7     |
        | 0x80  |

    Scenario: A value set while the guest runs is there after the exit
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the guest runs and counts at 0x2000
      And another task sets immediate_exit
      When SIGUSR1 is sent to the vCPU thread
      Then KVM_RUN fails with EINTR
      And kvm_run.immediate_exit is 1

  @IMM-04
  @needs-cap:IMMEDIATE_EXIT
  Rule: The EINTR of immediate_exit leaves exit_reason as it was

    Scenario: A value that userspace put there stays
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_RUN is called with exit_reason 0x77 and immediate_exit
      Then KVM_RUN fails with EINTR and exit reason 0x77
      And the vCPU is unchanged

    Scenario Outline: <reason> stays though the operation is finished
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the vCPU has exited for <exit>
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR and exit reason <reason>
      And RIP is at the HLT

      Examples:
        | instruction    | exit                              | reason        |
        | in al, 0x10    | a 1-byte read of port 0x10        | KVM_EXIT_IO   |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 | KVM_EXIT_MMIO |
