@completion
Feature: MMIO is completed at re-entry

  @COMP-17
  Rule: An MMIO read takes its data at re-entry for the length and place that KVM recorded, whatever userspace writes into kvm_run

    Scenario Outline: An MMIO read of <bytes> is merged into RAX at re-entry
      Given a vCPU in real mode at 0x1000 running
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
        | instruction     | bytes   | answer     | result             |
        | mov al, [0x10]  | 1 byte  | 0xAB       | 0x11223344556677AB |
        | mov ax, [0x10]  | 2 bytes | 0xBEEF     | 0x112233445566BEEF |
        | mov eax, [0x10] | 4 bytes | 0xDEADBEEF | 0x00000000DEADBEEF |

    Scenario: An MMIO read of 8 bytes in 64-bit mode is one exit
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov rbx, [0x200010]
        hlt
        """
      And the vCPU has exited for an MMIO read of 8 bytes at 0x200010
      When the read is answered with 0x1122334455667788 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RBX is 0x1122334455667788 and RIP is past the MOV

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

    Scenario Outline: <instruction> has its data in the exit and RIP past it
      Given a vCPU in real mode at 0x1000 running
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
        | instruction     | data       |
        | mov [0x10], al  | 0x88       |
        | mov [0x10], ax  | 0x7788     |
        | mov [0x10], eax | 0x55667788 |

    Scenario: Completing it twice changes nothing
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x10], al
        nop
        hlt
        """
      And the vCPU has exited for an MMIO write of 0x00 at 0x20010
      And KVM_RUN is called with immediate_exit
      And KVM_RUN fails with EINTR
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged

    Scenario: The write is not repeated
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x10], al
        hlt
        """
      And the vCPU has exited for an MMIO write of 0x00 at 0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RIP is past the HLT

  @COMP-22
  Rule: REP MOVS to MMIO exits once a unit with its registers already stepped, and completion neither loses nor repeats a unit

    Scenario: At the first exit one unit is gone from RCX, RSI and RDI
      Given a vCPU in real mode at 0x1000 running
        """
        mov ds, ax
        mov es, bx
        rep movsb
        hlt
        """
      And the guest starts with RBX=0x2000, RCX=3 and RSI=0x3000
      And guest memory at 0x3000 is filled with "abc"
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of 0x61 at 0x20000
      And RCX is 2, RSI is 0x3001, RDI is 1 and RIP is at the REP MOVSB

    Scenario: Every unit arrives once although each is completed apart
      Given a vCPU in real mode at 0x1000 running
        """
        mov ds, ax
        mov es, bx
        rep movsb
        hlt
        """
      And the guest starts with RBX=0x2000, RCX=3 and RSI=0x3000
      And guest memory at 0x3000 is filled with "abc"
      And the vCPU has exited for an MMIO write of 0x61 at 0x20000
      And the operation is completed
      And the vCPU has exited for an MMIO write of 0x62 at 0x20001
      And the operation is completed
      And the vCPU has exited for an MMIO write of 0x63 at 0x20002
      When the operation is completed
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RCX is 0, RSI is 0x3003 and RDI is 3

    Scenario: From MMIO to RAM every unit is asked for once
      Given a vCPU in real mode at 0x1000 running
        """
        rep movsb
        hlt
        """
      And the guest starts with RCX=2 and RDI=0x3000
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      When the read is answered with "a" and KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x20001
      When the read is answered with "b" and KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And guest memory at 0x3000 contains bytes 61 62 00
