@completion
Feature: A pending operation is finished first of all
  An exit that hands an operation to userspace leaves it half done. The next KVM_RUN finishes it
  before it does anything else, and only then does the result show in the vCPU.

  @COMP-01
  Rule: An exit that needs completion is unfinished until KVM_RUN is called again, and only then does its result reach the vCPU

    Scenario: An answered port read changes no register before re-entry
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        nop
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB
      Then RAX is 0x1122334455667788 and RIP is at the IN

    Scenario: Re-entry finishes the port read and goes no further
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        nop
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x11223344556677AB and RIP is past the IN

    Scenario: The answer is taken at re-entry and not before
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xCD
      And the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the IN

    Scenario: An answered MMIO read changes no register before re-entry
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x10]
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      When the read is answered with 0xAB
      Then RAX is 0x1122334455667788 and RIP is at the MOV

    Scenario Outline: The guest itself sees the answer to <exit>
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        out 0x11, al
        hlt
        """
      And the vCPU has exited for <exit>
      When the read is answered with 0xAB and KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0xAB to port 0x11

      Examples:
        | instruction    | exit                              |
        | in al, 0x10    | a 1-byte read of port 0x10        |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |

  @COMP-02
  Rule: KVM_RUN finishes a pending operation before it looks at signals, unless the vCPU is UNINITIALIZED

    Scenario: A signal pending at re-entry does not lose the port read
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And AL is 0xAB and RIP is past the IN
      And SIGUSR1 is still pending

    Scenario: A signal pending at re-entry does not lose the MMIO read
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x10]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      When the read is answered with 0xAB and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And AL is 0xAB and RIP is past the MOV
      And SIGUSR1 is still pending

    Scenario: Once the signal is taken the port read is not asked for again
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB and KVM_RUN is called with SIGUSR1 pending
      When SIGUSR1 is taken
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AL is 0xAB

    @needs-cap:IRQCHIP
    Scenario: EINTR on an UNINITIALIZED vCPU proves no completion
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        in  al, 0x10
        out 0x11, al
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the MP state is set to KVM_MP_STATE_UNINITIALIZED
      When the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged

    @needs-cap:IRQCHIP
    Scenario: What was pending on an UNINITIALIZED vCPU is finished when it is RUNNABLE again
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        in  al, 0x10
        out 0x11, al
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the MP state is set to KVM_MP_STATE_UNINITIALIZED
      And the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      When the MP state is set to KVM_MP_STATE_RUNNABLE
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the IN

  @COMP-03
  Rule: A completing KVM_RUN with an unmasked signal pending or with immediate_exit set executes no further guest instruction

    Scenario Outline: A port read completed with <reason> does not run the INC behind it
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        inc ax
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0x41 and KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And RAX is 0x41 and RIP is at the INC

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

    Scenario Outline: An MMIO write completed with <reason> does not run the INC behind it
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x10], al
        inc ax
        hlt
        """
      And the guest starts with RAX=0x41
      And the vCPU has exited for an MMIO write of 0x41 at 0x20010
      When KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And RAX is 0x41 and RIP is at the INC

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |
