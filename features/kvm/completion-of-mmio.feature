@completion
Feature: MMIO is completed at re-entry

  @COMP-17
  Rule: An MMIO read takes its data at re-entry for the length and place that KVM recorded, whatever userspace writes into kvm_run

    Scenario Outline: In <mode> an MMIO read of <bytes> is merged into RAX at re-entry
      Given a vCPU in <mode> at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for an MMIO read of <bytes> at 0x20010
      When the read is answered with <answer> and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is <result> and RIP is past the MOV

      Examples:
        | mode                 | instruction        | bytes   | answer             | result             |
        | real mode            | mov al, [0x10]     | 1 byte  | 0xAB               | 0x11223344556677AB |
        | real mode            | mov ax, [0x10]     | 2 bytes | 0xBEEF             | 0x112233445566BEEF |
        | real mode            | mov eax, [0x10]    | 4 bytes | 0xDEADBEEF         | 0x00000000DEADBEEF |
        | protected mode       | mov al, [0x20010]  | 1 byte  | 0xAB               | 0x11223344556677AB |
        | protected mode       | mov ax, [0x20010]  | 2 bytes | 0xBEEF             | 0x112233445566BEEF |
        | protected mode       | mov eax, [0x20010] | 4 bytes | 0xDEADBEEF         | 0x00000000DEADBEEF |
        | 64-bit mode          | mov al, [0x20010]  | 1 byte  | 0xAB               | 0x11223344556677AB |
        | 64-bit mode          | mov ax, [0x20010]  | 2 bytes | 0xBEEF             | 0x112233445566BEEF |
        | 64-bit mode          | mov eax, [0x20010] | 4 bytes | 0xDEADBEEF         | 0x00000000DEADBEEF |
        | 64-bit mode          | mov rax, [0x20010] | 8 bytes | 0x8877665544332211 | 0x8877665544332211 |
        | 64-bit mode at CPL 3 | mov ax, [0x20010]  | 2 bytes | 0xBEEF             | 0x112233445566BEEF |
        | 64-bit mode at CPL 3 | mov eax, [0x20010] | 4 bytes | 0xDEADBEEF         | 0x00000000DEADBEEF |
        | 64-bit mode at CPL 3 | mov rax, [0x20010] | 8 bytes | 0x8877665544332211 | 0x8877665544332211 |

    Scenario Outline: In <mode> the place is where the page of the address is mapped to
      Given a vCPU in <mode> at 0x1000 running
        """
        mov eax, [0x300010]
        hlt
        """
      And the page at 0x300000 is mapped to 0x20000
      And the vCPU has exited for an MMIO read of 4 bytes at 0x20010
      When the read is answered with 0xDEADBEEF and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0xDEADBEEF and RIP is past the MOV

      Examples:
        | mode                       |
        | protected mode with paging |
        | 64-bit mode                |
        | 64-bit mode at CPL 3       |

    Scenario Outline: Overwriting <field> in kvm_run after the exit has no effect on the read
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x10]
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      And the read is answered with 0xAB
      When userspace writes <field>=<value> into kvm_run
      And KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x11223344556677AB and RIP is past the MOV

      Examples:
        | field          | value  |
        | mmio.phys_addr | 0x3000 |
        | mmio.len       | 8      |
        | mmio.is_write  | 1      |
        | exit_reason    | 99     |

  @COMP-18
  Rule: An MMIO write has written its registers back at the exit and still has to be completed

    Scenario Outline: In <mode> <instruction> has its data in the exit and RIP past it
      Given a vCPU in <mode> at 0x1000 running
        """
        <instruction>
        nop
        hlt
        """
      And the guest starts with RAX=0x1122334455667788
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of <data> at 0x20010
      And RAX is 0x1122334455667788 and RIP is past the MOV

      Examples:
        | mode                 | instruction        | data               |
        | real mode            | mov [0x10], al     | 0x88               |
        | real mode            | mov [0x10], ax     | 0x7788             |
        | real mode            | mov [0x10], eax    | 0x55667788         |
        | protected mode       | mov [0x20010], ax  | 0x7788             |
        | protected mode       | mov [0x20010], eax | 0x55667788         |
        | 64-bit mode          | mov [0x20010], al  | 0x88               |
        | 64-bit mode          | mov [0x20010], eax | 0x55667788         |
        | 64-bit mode          | mov [0x20010], rax | 0x1122334455667788 |
        | 64-bit mode at CPL 3 | mov [0x20010], ax  | 0x7788             |
        | 64-bit mode at CPL 3 | mov [0x20010], rax | 0x1122334455667788 |

    Scenario Outline: In <mode> completing it twice changes nothing
      Given a vCPU in <mode> at 0x1000 running
        """
        mov [<place>], al
        nop
        hlt
        """
      And the vCPU has exited for an MMIO write of 0x00 at 0x20010
      And KVM_RUN is called with immediate_exit
      And KVM_RUN fails with EINTR
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged

      Examples:
        | mode                 | place   |
        | real mode            | 0x10    |
        | protected mode       | 0x20010 |
        | 64-bit mode          | 0x20010 |
        | 64-bit mode at CPL 3 | 0x20010 |

    Scenario Outline: In <mode> the write is not repeated
      Given a vCPU in <mode> at 0x1000 running
        """
        mov [<place>], al
        hlt
        """
      And the vCPU has exited for an MMIO write of 0x00 at 0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RIP is past the HLT

      Examples:
        | mode           | place   |
        | real mode      | 0x10    |
        | protected mode | 0x20010 |
        | 64-bit mode    | 0x20010 |

  @COMP-22
  Rule: REP MOVS to MMIO exits once a unit with its registers already stepped, and completion neither loses nor repeats a unit

    Scenario Outline: In <mode> at the first exit one unit is gone from RCX, RSI and RDI
      Given a vCPU in <mode> at 0x1000 running
        """
        rep movsb
        hlt
        """
      And the segment DS starts at 0
      And the segment ES starts at 0x20000
      And the guest starts with RCX=3, RSI=0x3000 and RDI=<rdi>
      And guest memory at 0x3000 is filled with "abc"
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of 0x61 at 0x20000
      And RCX is 2, RSI is 0x3001, RDI is <next> and RIP is at the REP MOVSB

      Examples:
        | mode                 | rdi     | next    |
        | real mode            | 0       | 1       |
        | protected mode       | 0       | 1       |
        | 64-bit mode          | 0x20000 | 0x20001 |
        | 64-bit mode at CPL 3 | 0x20000 | 0x20001 |

    Scenario Outline: In <mode> every unit arrives once although each is completed apart
      Given a vCPU in <mode> at 0x1000 running
        """
        rep movsb
        hlt
        """
      And the segment DS starts at 0
      And the segment ES starts at 0x20000
      And the guest starts with RCX=2, RSI=0x3000 and RDI=<rdi>
      And guest memory at 0x3000 is filled with "ab"
      And the vCPU has exited for an MMIO write of 0x61 at 0x20000
      And the operation is completed
      And the vCPU has exited for an MMIO write of 0x62 at 0x20001
      When the operation is completed
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RCX is 0, RSI is 0x3002 and RDI is <end>

      Examples:
        | mode           | rdi     | end     |
        | real mode      | 0       | 2       |
        | protected mode | 0       | 2       |
        | 64-bit mode    | 0x20000 | 0x20002 |

    Scenario Outline: In <mode> from MMIO to RAM every unit is asked for once
      Given a vCPU in <mode> at 0x1000 running
        """
        rep movsb
        hlt
        """
      And the guest starts with RCX=2, RSI=<rsi> and RDI=0x3000
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      When the read is answered with "a" and KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x20001
      When the read is answered with "b" and KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And guest memory at 0x3000 contains bytes 61 62 00

      Examples:
        | mode           | rsi     |
        | real mode      | 0       |
        | protected mode | 0x20000 |
        | 64-bit mode    | 0x20000 |
