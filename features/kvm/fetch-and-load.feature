@fetch
Feature: Fetches fail in the window in which loads and stores do

  @FETCH-24
  Rule: The window in which a fetch fails is one in which loads and stores fail too, so that a cure for fetches alone does not make changes of memory slots safe

    @not-proposed:fetch-mmio @not-proposed:fetch-exit
    Scenario Outline: While slot 1 is away the guest <does>
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        <access>
        hlt
        """
      And a slot 1 of 1 page at 0x20000
      And the guest starts with RAX=0x5A and RBX=0x20010
      And slot 1 is deleted
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>

      Examples:
        | does               | access        | exit                              |
        | loads from it      | mov al, [rbx] | an MMIO read of 1 byte at 0x20010 |
        | stores to it       | mov [rbx], al | an MMIO write of 0x5A at 0x20010  |
        | executes code there | jmp rbx      | KVM_EXIT_INTERNAL_ERROR           |

    Scenario Outline: The fetch recovers from <exit>, and the load before it does not
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20000]
        jmp rbx
        """
      And the guest starts with RBX=0x20010
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      And the read is answered with 0x11 and KVM_RUN is called
      And KVM_RUN returns 0 for <exit>
      And a slot 1 of 1 page at 0x20000
      And guest memory at 0x20000 is filled with 0x5A
      And guest memory at 0x20010 holds code for 64-bit mode
        """
        out 0x10, al
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x11 to port 0x10

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | exit                               |
        | an MMIO read of 0 bytes at 0x20010 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | exit                      |
        | a failed fetch at 0x20010 |
