@fetch @not-proposed:fetch-mmio @not-proposed:fetch-exit
Feature: Code that is fetched from where no memory slot is

  @FETCH-01
  Rule: At CPL 0 of a guest that is no nested one, a code fetch from where no memory slot is ends KVM_RUN with 0, KVM_EXIT_INTERNAL_ERROR and KVM_INTERNAL_ERROR_EMULATION, and RIP is at the instruction that could not be fetched

    Scenario Outline: In <mode> the guest jumps to where nothing is
      Given a vCPU in <mode> at 0x1000 running
        """
        mov al, 0x5A
        <jump>
        """
      And the guest starts with RBX=0x200000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And kvm_run.internal.suberror is 1
      And RIP is <rip>
      And RAX is 0x5A and RBX is 0x200000

      Examples:
        | mode               | jump              | rip      |
        | real mode          | jmp 0x2000:0x0010 | 0x10     |
        | protected mode     | jmp ebx           | 0x200000 |
        | compatibility mode | jmp ebx           | 0x200000 |
        | 64-bit mode        | jmp rbx           | 0x200000 |

    Scenario: The guest runs off the end of its memory
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0xFFFF
      And guest memory at 0xFFFF is filled with 0x90
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And kvm_run.internal.suberror is 1
      And RIP is 0x10000

    Scenario: The guest gets no page fault
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the handler of vector 14 is
        """
        out 0x14, al
        """
      And the guest starts with RBX=0x200000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And RIP is 0x200000 and CR2 is 0

  @FETCH-02
  Rule: Where no byte could be fetched the flags of the exit are 0, so that the instruction bytes mean nothing, and what else ndata counts is the vendor's debug information

    Scenario Outline: What the exit tells in <mode>
      Given a vCPU in <mode> at 0x1000 running
        """
        <jump>
        """
      And the guest starts with RBX=0x200000
      When KVM_RUN is called with emulation_failure.flags 0x55
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And kvm_run.emulation_failure.flags is 0
      And ndata is one of those that kernels have had with these flags, which is recorded
      And what the host adds to the exit is recorded

      Examples:
        | mode           | jump              |
        | real mode      | jmp 0x2000:0x0010 |
        | protected mode | jmp ebx           |
        | 64-bit mode    | jmp rbx           |

  @FETCH-03
  Rule: Where an instruction lies partly in memory and partly behind its end, the bytes before the hole are told: the flag is set, insn_size counts them, and the rest of insn_bytes is 0x90

    Scenario Outline: The first bytes of MOV RAX, imm64 are <bytes>, and no more are there
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=<rip>
      And guest memory at <rip> is filled with bytes <bytes>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And the exit tells the instruction bytes bytes <bytes>
      And ndata is one of those that kernels have had with these flags, which is recorded
      And RIP is <rip>

      Examples:
        | rip    | bytes                      |
        | 0xFFFF | 48                         |
        | 0xFFFE | 48 B8                      |
        | 0xFFF7 | 48 B8 88 77 66 55 44 33 22 |

    Scenario: In protected mode only two bytes of MOV EAX, imm32 are there
      Given a vCPU in protected mode at 0x1000 running
        """
        jmp ebx
        """
      And the guest starts with RBX=0xFFFE
      And guest memory at 0xFFFE is filled with bytes B8 44
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And the exit tells the instruction bytes bytes B8 44
      And RIP is 0xFFFE

    Scenario: In real mode only one byte of MOV AX, imm16 is there
      Given a vCPU in real mode at 0x1000 running
        """
        jmp 0x0F00:0x0FFF
        """
      And guest memory at 0xFFFF is filled with 0xB8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And the exit tells the instruction bytes 0xB8
      And ndata is one of those that kernels have had with these flags, which is recorded
      And RIP is 0xFFF

    Scenario: The bytes before the hole are told, whatever is behind them in memory
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the page at 0x300000 is mapped to 0x4000
      And the page at 0x301000 is mapped to 0x20000
      And the guest starts with RBX=0x300FFE
      And guest memory at 0x4FFE is filled with bytes 48 B8 88 77
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And the exit tells the instruction bytes bytes 48 B8
      And RIP is 0x300FFE

  @FETCH-04
  Rule: The ndata of such an exit is by kernel version 0 or 6 without the bytes of the instruction and 3 or 8 with them, and a test must not ask for one of the two

    Scenario Outline: With <bytes> of the instruction in memory
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=<rip>
      And guest memory at 0xFFFE is filled with bytes 48 B8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And kvm_run.emulation_failure.flags is <flags>
      And ndata is one of those that kernels have had with these flags, which is recorded

      Examples:
        | bytes     | rip      | flags |
        | no byte   | 0x200000 | 0     |
        | two bytes | 0xFFFE   | 1     |

  @FETCH-09
  Rule: Re-entry while the hole is still there fails in the same way again and makes no progress

    @needs-cap:EXIT_ON_EMULATION_FAILURE
    Scenario Outline: In <mode> four calls of KVM_RUN end alike
      Given a vCPU in <mode> at 0x1000 running
        """
        jmp <register>
        """
      And KVM_CAP_EXIT_ON_EMULATION_FAILURE is enabled on the VM with flags 0 and argument 1
      And the guest starts with RBX=0x200000
      And the vCPU has exited for KVM_EXIT_INTERNAL_ERROR
      When KVM_RUN is called 3 times
      Then every KVM_RUN returned 0 for KVM_EXIT_INTERNAL_ERROR
      And the vCPU is unchanged
      And no exception is queued

      Examples:
        | mode                 | register |
        | protected mode       | ebx      |
        | 64-bit mode          | rbx      |
        | 64-bit mode at CPL 3 | rbx      |

    Scenario: By default each re-entry delivers #UD, whose handler returns to the hole
      Given a host that runs 64-bit code on the processor
      And a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the handler of vector 6 is
        """
        inc dword [0x4000]
        iretq
        """
      And the guest starts with RBX=0x200000
      When KVM_RUN is called 3 times
      Then every KVM_RUN returned 0 for KVM_EXIT_INTERNAL_ERROR
      And RIP is 0x200000
      And guest memory at 0x4000 contains 0x02

  @FETCH-10
  Rule: KVM_RUN in a VM without memory slots returns KVM_EXIT_INTERNAL_ERROR and does not hang

    Scenario: There never was a slot
      Given a vCPU in a VM without memory
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And the vCPU is unchanged

    Scenario: There never was a slot, from which KVM takes the number of its shadow pages
      Given a vCPU in a VM without memory and without KVM_SET_NR_MMU_PAGES
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And the vCPU is unchanged

    Scenario: The only slot was deleted
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And slot 0 is deleted
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And the vCPU is unchanged
