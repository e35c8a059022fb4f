@fetch
Feature: Exits that were proposed for code that cannot be fetched

  @FETCH-20
  Rule: A fetch from where no memory slot is exits with its guest-physical address and no #UD, whatever the CPL and the nesting: as KVM_EXIT_MMIO with len 0, or with an exit reason of its own

    Scenario Outline: In <mode> the guest jumps to where nothing is, which exits for <exit>
      Given a vCPU in <mode> at 0x1000 running
        """
        <jump>
        """
      And the guest starts with RBX=0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And no exception is queued
      And RIP is <rip>

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | mode                 | jump              | rip     | exit                               |
        | real mode            | jmp 0x2000:0x0010 | 0x10    | an MMIO read of 0 bytes at 0x20010 |
        | protected mode       | jmp ebx           | 0x20010 | an MMIO read of 0 bytes at 0x20010 |
        | 64-bit mode          | jmp rbx           | 0x20010 | an MMIO read of 0 bytes at 0x20010 |
        | 64-bit mode at CPL 3 | jmp rbx           | 0x20010 | an MMIO read of 0 bytes at 0x20010 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | mode                 | jump              | rip     | exit                       |
        | real mode            | jmp 0x2000:0x0010 | 0x10    | a failed fetch at 0x20010  |
        | protected mode       | jmp ebx           | 0x20010 | a failed fetch at 0x20010  |
        | 64-bit mode          | jmp rbx           | 0x20010 | a failed fetch at 0x20010  |
        | 64-bit mode at CPL 3 | jmp rbx           | 0x20010 | a failed fetch at 0x20010  |

    Scenario Outline: The address of <exit> is where the page of the code is mapped to
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the page at 0x300000 is mapped to 0x4000
      And the page at 0x301000 is mapped to 0x20000
      And the guest starts with RBX=<rip>
      And guest memory at 0x4FFE is filled with bytes 48 B8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And RIP is <rip>

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | rip      | exit                               |
        | 0x301010 | an MMIO read of 0 bytes at 0x20010 |
        | 0x300FFE | an MMIO read of 0 bytes at 0x20000 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | rip      | exit                      |
        | 0x301010 | a failed fetch at 0x20010 |
        | 0x300FFE | a failed fetch at 0x20000 |

    Scenario Outline: The first bytes of an instruction are there, and <exit> is where the others are not
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0xFFFE
      And guest memory at 0xFFFE is filled with bytes 48 B8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And RIP is 0xFFFE

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | exit                               |
        | an MMIO read of 0 bytes at 0x10000 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | exit                      |
        | a failed fetch at 0x10000 |

    @needs-cap:NESTED_STATE
    Scenario Outline: In a nested guest a failed fetch exits for <exit>
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0x20010
      And the vCPU is in guest mode, so that a nested guest runs
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And no exception is queued

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | exit                               |
        | an MMIO read of 0 bytes at 0x20010 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | exit                      |
        | a failed fetch at 0x20010 |

  @FETCH-21
  Rule: Such an exit has nothing to complete, what userspace writes into it is ignored, and the next KVM_RUN fetches again

    Scenario Outline: While nothing is there <exit> is repeated, whatever userspace has written into it
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0x20010
      And the vCPU has exited for <exit>
      And userspace fills the exit with 0xF4
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And the vCPU is unchanged

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | exit                               |
        | an MMIO read of 0 bytes at 0x20010 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | exit                      |
        | a failed fetch at 0x20010 |

    Scenario Outline: In <mode> after <exit> what is in the slot by then is executed, and not what userspace has written
      Given a vCPU in <mode> at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0x20010
      And the vCPU has exited for <exit>
      And userspace fills the exit with 0xF4
      And a slot 1 of 1 page at 0x20000
      And guest memory at 0x20010 holds code for 64-bit mode
        """
        mov al, 0x5A
        out 0x10, al
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x5A to port 0x10

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | mode                 | exit                               |
        | 64-bit mode          | an MMIO read of 0 bytes at 0x20010 |
        | 64-bit mode at CPL 3 | an MMIO read of 0 bytes at 0x20010 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | mode                 | exit                      |
        | 64-bit mode          | a failed fetch at 0x20010 |
        | 64-bit mode at CPL 3 | a failed fetch at 0x20010 |

    Scenario Outline: KVM_RUN with immediate_exit after <exit> finds nothing to do
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0x20010
      And the vCPU has exited for <exit>
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | exit                               |
        | an MMIO read of 0 bytes at 0x20010 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | exit                      |
        | a failed fetch at 0x20010 |

    @proposed:needs-completion @absence:NC-04
    Scenario Outline: KVM_RUN_NEEDS_COMPLETION is clear at <exit>
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags is 0

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | exit                               |
        | an MMIO read of 0 bytes at 0x20010 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | exit                      |
        | a failed fetch at 0x20010 |

  @FETCH-22
  @not-proposed:fetch-mmio @not-proposed:fetch-exit
  Rule: Without the proposal mmio.len is never 0, though a VMM should take 0 for a fetch

    Scenario: No load, store, string instruction or fetch has an MMIO exit of no bytes
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [rbx]
        mov [rbx+0xFFF], rax
        movups xmm0, [rbx+0xFF9]
        xor ecx, ecx
        mov rdi, rbx
        rep stosb
        mov cl, 3
        rep stosb
        inc word [rbx]
        jmp rbx
        """
      And the guest starts with RBX=0x20000
      When KVM_RUN is called until KVM_EXIT_INTERNAL_ERROR, and every read is answered with zeroes
      Then every exit before it was for 1 to 8 bytes of MMIO
