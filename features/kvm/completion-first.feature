@completion
Feature: A pending operation is finished first of all
  An exit that hands an operation to userspace leaves it half done. The next KVM_RUN finishes it
  before it does anything else, and only then does the result show in the vCPU.

  @COMP-01
  Rule: An exit that needs completion is unfinished until KVM_RUN is called again, and only then does its result reach the vCPU

    Scenario Outline: In <mode> an answered port read changes no register before re-entry
      Given a vCPU in <mode> at 0x1000 running
        """
        in  al, 0x10
        nop
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB
      Then RAX is 0x1122334455667788 and RIP is at the IN

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> at <origin> re-entry finishes the port read and goes no further
      Given a vCPU in <mode> at <origin> running
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

      Examples:
        | mode                 | origin             |
        | real mode            | 0x1000             |
        | protected mode       | 0x1000             |
        | compatibility mode   | 0x1000             |
        | 64-bit mode          | 0x1000             |
        | 64-bit mode          | 0xFFFF800000001000 |
        | 64-bit mode at CPL 3 | 0x1000             |

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

    Scenario Outline: In <mode> an answered MMIO read changes no register before re-entry
      Given a vCPU in <mode> at 0x1000 running
        """
        mov al, [<place>]
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      When the read is answered with 0xAB
      Then RAX is 0x1122334455667788 and RIP is at the MOV

      Examples:
        | mode                 | place   |
        | real mode            | 0x10    |
        | protected mode       | 0x20010 |
        | 64-bit mode          | 0x20010 |
        | 64-bit mode at CPL 3 | 0x20010 |

    Scenario Outline: In <mode> the guest itself sees the answer to <exit>
      Given a vCPU in <mode> at 0x1000 running
        """
        <instruction>
        out 0x11, al
        hlt
        """
      And the vCPU has exited for <exit>
      When the read is answered with 0xAB and KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0xAB to port 0x11

      Examples:
        | mode                 | instruction       | exit                              |
        | real mode            | in al, 0x10       | a 1-byte read of port 0x10        |
        | real mode            | mov al, [0x10]    | an MMIO read of 1 byte at 0x20010 |
        | protected mode       | in al, 0x10       | a 1-byte read of port 0x10        |
        | protected mode       | mov al, [0x20010] | an MMIO read of 1 byte at 0x20010 |
        | 64-bit mode          | in al, 0x10       | a 1-byte read of port 0x10        |
        | 64-bit mode          | mov al, [0x20010] | an MMIO read of 1 byte at 0x20010 |
        | 64-bit mode at CPL 3 | in al, 0x10       | a 1-byte read of port 0x10        |
        | 64-bit mode at CPL 3 | mov al, [0x20010] | an MMIO read of 1 byte at 0x20010 |

  @COMP-02
  Rule: KVM_RUN finishes a pending operation before it looks at signals, unless the vCPU is UNINITIALIZED

    Scenario Outline: In <mode> a signal pending at re-entry does not lose the port read
      Given a vCPU in <mode> at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And AL is 0xAB and RIP is past the IN
      And SIGUSR1 is still pending

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> a signal pending at re-entry does not lose the MMIO read
      Given a vCPU in <mode> at 0x1000 running
        """
        mov al, [<place>]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      When the read is answered with 0xAB and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And AL is 0xAB and RIP is past the MOV
      And SIGUSR1 is still pending

      Examples:
        | mode                 | place   |
        | real mode            | 0x10    |
        | protected mode       | 0x20010 |
        | 64-bit mode          | 0x20010 |
        | 64-bit mode at CPL 3 | 0x20010 |

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

    Scenario Outline: In <mode> a port read completed with <reason> does not run the INC behind it
      Given a vCPU in <mode> at 0x1000 running
        """
        in  al, 0x10
        inc al
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0x41 and KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And RAX is 0x41 and RIP is at the INC

      Examples:
        | mode                 | reason          |
        | real mode            | immediate_exit  |
        | real mode            | SIGUSR1 pending |
        | protected mode       | immediate_exit  |
        | protected mode       | SIGUSR1 pending |
        | 64-bit mode          | immediate_exit  |
        | 64-bit mode          | SIGUSR1 pending |
        | 64-bit mode at CPL 3 | immediate_exit  |
        | 64-bit mode at CPL 3 | SIGUSR1 pending |

    Scenario Outline: In <mode> an MMIO write completed with <reason> does not run the INC behind it
      Given a vCPU in <mode> at 0x1000 running
        """
        mov [<place>], al
        inc al
        hlt
        """
      And the guest starts with RAX=0x41
      And the vCPU has exited for an MMIO write of 0x41 at 0x20010
      When KVM_RUN is called with <reason>
      Then KVM_RUN fails with EINTR
      And RAX is 0x41 and RIP is at the INC

      Examples:
        | mode                 | reason          | place   |
        | real mode            | immediate_exit  | 0x10    |
        | real mode            | SIGUSR1 pending | 0x10    |
        | protected mode       | immediate_exit  | 0x20010 |
        | protected mode       | SIGUSR1 pending | 0x20010 |
        | 64-bit mode          | immediate_exit  | 0x20010 |
        | 64-bit mode          | SIGUSR1 pending | 0x20010 |
        | 64-bit mode at CPL 3 | immediate_exit  | 0x20010 |
        | 64-bit mode at CPL 3 | SIGUSR1 pending | 0x20010 |
