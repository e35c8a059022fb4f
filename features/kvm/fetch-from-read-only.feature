@fetch
Feature: Code in a read-only memory slot

  @FETCH-12
  @needs-cap:READONLY_MEM
  Rule: Code in a read-only slot runs, because such a slot is memory for reads and fetches

    Scenario Outline: In <mode> the guest jumps into a read-only slot
      Given a vCPU in <mode> at 0x1000 running
        """
        <jump>
        """
      And the guest starts with RBX=0x20010
      And a read-only slot 1 of 1 page at 0x20000
      And guest memory at 0x20010 holds code for <mode>
        """
        mov al, 0x5A
        out 0x10, al
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x5A to port 0x10

      Examples:
        | mode                 | jump              |
        | real mode            | jmp 0x2000:0x0010 |
        | protected mode       | jmp ebx           |
        | 64-bit mode          | jmp rbx           |
        | 64-bit mode at CPL 3 | jmp rbx           |

    Scenario: An instruction lies across the border of two read-only slots
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0x20FFE
      And a read-only slot 1 of 1 page at 0x20000
      And a read-only slot 2 of 1 page at 0x21000
      And guest memory at 0x20FFE is filled with bytes B8 55
      And guest memory at 0x21000 is filled with bytes 44 33 22 F4
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 0x22334455

    Scenario: An instruction lies in two read-only slots that are mapped side by side
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the page at 0x300000 is mapped to 0x25000
      And the page at 0x301000 is mapped to 0x21000
      And the guest starts with RBX=0x300FFE
      And a read-only slot 1 of 1 page at 0x25000
      And a read-only slot 2 of 1 page at 0x21000
      And guest memory at 0x25FFE is filled with bytes B8 55
      And guest memory at 0x21000 is filled with bytes 44 33 22 F4
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 0x22334455
