@completion
Feature: Port I/O is completed at re-entry
  VMX and SVM hosts handle IN and OUT on a fast path; other hosts emulate them. What differs
  between them shows only before completion.

  @COMP-10
  Rule: A port read is taken from the data page at re-entry, for the size and count that KVM recorded, and merged into RAX as the processor does

    Scenario Outline: In <mode> <size>-byte <instruction> merges <answer> into RAX
      Given a vCPU in <mode> at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the guest starts with RAX=0x1122334455667788 and RDX=0x10
      And the vCPU has exited for a <size>-byte read of port 0x10
      When the read is answered with <answer> and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is <result> and RIP is at the HLT

      Examples:
        | mode                 | size | instruction  | answer     | result             |
        | real mode            | 1    | in al, 0x10  | 0xAB       | 0x11223344556677AB |
        | real mode            | 2    | in ax, 0x10  | 0xBEEF     | 0x112233445566BEEF |
        | real mode            | 4    | in eax, 0x10 | 0xDEADBEEF | 0x00000000DEADBEEF |
        | real mode            | 1    | in al, dx    | 0xAB       | 0x11223344556677AB |
        | real mode            | 2    | in ax, dx    | 0xBEEF     | 0x112233445566BEEF |
        | real mode            | 4    | in eax, dx   | 0xDEADBEEF | 0x00000000DEADBEEF |
        | protected mode       | 1    | in al, dx    | 0xAB       | 0x11223344556677AB |
        | protected mode       | 2    | in ax, 0x10  | 0xBEEF     | 0x112233445566BEEF |
        | protected mode       | 4    | in eax, dx   | 0xDEADBEEF | 0x00000000DEADBEEF |
        | 64-bit mode          | 1    | in al, dx    | 0xAB       | 0x11223344556677AB |
        | 64-bit mode          | 2    | in ax, dx    | 0xBEEF     | 0x112233445566BEEF |
        | 64-bit mode          | 4    | in eax, 0x10 | 0xDEADBEEF | 0x00000000DEADBEEF |
        | 64-bit mode at CPL 3 | 1    | in al, dx    | 0xAB       | 0x11223344556677AB |
        | 64-bit mode at CPL 3 | 4    | in eax, 0x10 | 0xDEADBEEF | 0x00000000DEADBEEF |

    Scenario Outline: Overwriting <field> in kvm_run after the exit has no effect on the read
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB
      When userspace writes <field>=<value> into kvm_run
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x11223344556677AB and RIP is past the IN

      Examples:
        | field          | value |
        | io.direction   | 1     |
        | io.size        | 4     |
        | io.port        | 0x99  |
        | io.count       | 9     |
        | io.data_offset | 0     |
        | exit_reason    | 99    |

  @COMP-11
  Rule: After the completion of a port write RIP is past the instruction exactly once, wherever it was at the exit

    Scenario Outline: In <mode> at <origin> <instruction> is past its instruction after completion
      Given a vCPU in <mode> at <origin> running
        """
        <instruction>
        nop
        hlt
        """
      And the guest starts with RAX=0x1122334455667788 and RDX=0x10
      And the vCPU has exited for a <size>-byte write of <value> to port 0x10
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x1122334455667788 and RIP is at the NOP

      Examples:
        | mode                 | origin             | instruction   | size | value      |
        | real mode            | 0x1000             | out 0x10, al  | 1    | 0x88       |
        | real mode            | 0x1000             | out 0x10, ax  | 2    | 0x7788     |
        | real mode            | 0x1000             | out 0x10, eax | 4    | 0x55667788 |
        | real mode            | 0x1000             | out dx, al    | 1    | 0x88       |
        | real mode            | 0x1000             | out dx, eax   | 4    | 0x55667788 |
        | protected mode       | 0x1000             | out dx, ax    | 2    | 0x7788     |
        | protected mode       | 0x1000             | out 0x10, eax | 4    | 0x55667788 |
        | 64-bit mode          | 0x1000             | out 0x10, al  | 1    | 0x88       |
        | 64-bit mode          | 0xFFFF800000001000 | out dx, eax   | 4    | 0x55667788 |
        | 64-bit mode at CPL 3 | 0x1000             | out dx, ax    | 2    | 0x7788     |

    Scenario: At the exit RIP may be on either side of the OUT
      Given a vCPU in real mode at 0x1000 running
        """
        out 0x10, al
        nop
        hlt
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10
      And RIP is at the OUT or past the OUT, which is recorded

    Scenario: Completing twice does not move RIP twice
      Given a vCPU in real mode at 0x1000 running
        """
        out 0x10, al
        nop
        nop
        hlt
        """
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And KVM_RUN is called with immediate_exit
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is past the OUT

    Scenario Outline: In <mode> the next port write follows without repeating the first
      Given a vCPU in <mode> at 0x1000 running
        """
        out 0x10, al
        out 0x11, al
        hlt
        """
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x11

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

  @COMP-12
  Rule: A write to port 0x7E exits with RIP past the OUT while KVM_X86_QUIRK_OUT_7E_INC_RIP is on, and without the quirk port 0x7E is like any other

    Scenario Outline: In <mode> with the quirk RIP is past the OUT at the exit
      Given a vCPU in <mode> at 0x1000 running
        """
        out 0x7E, al
        nop
        hlt
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x7E
      And RIP is past the OUT

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario Outline: In <mode> with the quirk completion does not move RIP again
      Given a vCPU in <mode> at 0x1000 running
        """
        out 0x7E, al
        nop
        nop
        hlt
        """
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x7E
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is past the OUT

      Examples:
        | mode                 |
        | real mode            |
        | protected mode       |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    @needs-cap:DISABLE_QUIRKS
    Scenario: Without the quirk RIP is where the host leaves it at any other port
      Given a vCPU in real mode at 0x1000 running
        """
        out 0x7E, al
        nop
        hlt
        """
      And the quirk KVM_X86_QUIRK_OUT_7E_INC_RIP is disabled
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x7E
      And RIP is where this host leaves it at a write to port 0x10

    @needs-cap:DISABLE_QUIRKS
    Scenario: Without the quirk completion leaves RIP past the OUT
      Given a vCPU in real mode at 0x1000 running
        """
        out 0x7E, al
        nop
        nop
        hlt
        """
      And the quirk KVM_X86_QUIRK_OUT_7E_INC_RIP is disabled
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x7E
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RIP is past the OUT

  @COMP-13
  Rule: Moving RIP between a port exit and its completion gives one of two outcomes and no error

    Scenario Outline: In <mode> a port read whose RIP was moved leaves RAX alone
      Given a vCPU in <mode> at 0x1000 running
        """
        in  al, 0x10
        nop
        cli
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB
      When userspace sets RIP=0x1003
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x1122334455667788
      And RIP is at the NOP or at the CLI, which is recorded

      Examples:
        | mode        |
        | real mode   |
        | 64-bit mode |

    Scenario Outline: In <mode> a port write whose RIP was moved goes on from there
      Given a vCPU in <mode> at 0x1000 running
        """
        out 0x10, al
        nop
        cli
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for a 1-byte write of 0x88 to port 0x10
      When userspace sets RIP=0x1003
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x1122334455667788 and RIP is at the CLI

      Examples:
        | mode        |
        | real mode   |
        | 64-bit mode |
