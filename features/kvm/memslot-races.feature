@memslots
Feature: Memory slots that are replaced while vCPUs run

  @RACE-01
  Rule: While a slot is deleted and not yet created again, or moved away, its addresses are in no slot: a vCPU in KVM_RUN exits for loads and stores with KVM_EXIT_MMIO and for fetches with KVM_EXIT_INTERNAL_ERROR, and what it exits for is completed with userspace's data though the slot is back; a change of flags, a move that fails, and a vCPU that is out of KVM_RUN meet no hole

    Scenario Outline: Slot 1 is deleted under a vCPU that <does>
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, 0x5A
        again: inc dword [0x4000]
        <access>
        jmp again
        """
      And a slot 1 of 1 page at 0x20000
      And the guest runs and counts at 0x4000
      When slot 1 is deleted
      Then KVM_RUN returns 0 for <exit>

      Examples:
        | does   | access            | exit                               |
        | loads  | mov bl, [0x20010] | an MMIO read of 1 byte at 0x20010  |
        | stores | mov [0x20010], al | an MMIO write of 0x5A at 0x20010   |

    @not-proposed:fetch-mmio @not-proposed:fetch-exit
    Scenario: Slot 1 is deleted under a vCPU that executes it
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And a slot 1 of 1 page at 0x20000
      And guest memory at 0x20000 holds code for 64-bit mode
        """
        again: inc dword [0x4000]
        jmp again
        """
      And the guest starts with RBX=0x20000
      And the guest runs and counts at 0x4000
      When slot 1 is deleted
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And kvm_run.internal.suberror is 1
      And RIP is 0x20000 or 0x20007

    Scenario Outline: Slot 1 is deleted under a vCPU that executes it, which exits for <exit>
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And a slot 1 of 1 page at 0x20000
      And guest memory at 0x20000 holds code for 64-bit mode
        """
        again: inc dword [0x4000]
        jmp again
        """
      And the guest starts with RBX=0x20000
      And the guest runs and counts at 0x4000
      When slot 1 is deleted
      Then KVM_RUN returns 0 for <exit> or for <other>, which is recorded
      And RIP is 0x20000 or 0x20007

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | exit                               | other                              |
        | an MMIO read of 0 bytes at 0x20000 | an MMIO read of 0 bytes at 0x20007 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | exit                      | other                     |
        | a failed fetch at 0x20000 | a failed fetch at 0x20007 |

    Scenario: Slot 1 is moved away under a vCPU that loads from it, and moved back
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword [0x4000]
        mov bl, [0x20010]
        jmp again
        """
      And a slot 1 of 1 page at 0x20000
      And the guest runs and counts at 0x4000
      When slot 1 is moved to 0x30000
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x20010
      When slot 1 is moved to 0x20000
      And the guest runs and counts at 0x4000
      Then the guest goes on counting at 0x4000

    @not-proposed:fetch-mmio @not-proposed:fetch-exit
    @needs-cap:EXIT_ON_EMULATION_FAILURE
    Scenario: Slot 1 is moved away under a vCPU that executes it, and moved back
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And KVM_CAP_EXIT_ON_EMULATION_FAILURE is enabled on the VM with flags 0 and argument 1
      And a slot 1 of 1 page at 0x20000
      And guest memory at 0x20000 holds code for 64-bit mode
        """
        again: inc dword [0x4000]
        jmp again
        """
      And the guest starts with RBX=0x20000
      And the guest runs and counts at 0x4000
      When slot 1 is moved to 0x30000
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      When slot 1 is moved to 0x20000
      And the guest runs and counts at 0x4000
      Then the guest goes on counting at 0x4000

    Scenario: Slot 1 is deleted and created again at once under a vCPU that loads from it
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword [0x4000]
        mov bl, [0x20010]
        jmp again
        """
      And a slot 1 of 1 page at 0x20000
      When slot 1 is deleted and created again under a vCPU that counts at 0x4000, 50 times where it is left to luck
      Then every exit was for an MMIO read of 1 byte at 0x20010, and their number is recorded

    @needs-cap:EXIT_ON_EMULATION_FAILURE
    Scenario Outline: Slot 1 is deleted and created again at once under a vCPU that executes it, which exits for <exits>
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And KVM_CAP_EXIT_ON_EMULATION_FAILURE is enabled on the VM with flags 0 and argument 1
      And a slot 1 of 1 page at 0x20000
      And guest memory at 0x20000 holds code for 64-bit mode
        """
        again: inc dword [0x4000]
        jmp again
        """
      And the guest starts with RBX=0x20000
      When slot 1 is deleted and created again under a vCPU that counts at 0x4000, 50 times where it is left to luck
      Then every exit was for <exits>, and their number is recorded

      @not-proposed:fetch-mmio @not-proposed:fetch-exit
      Examples: As mainline has it
        | exits                   |
        | KVM_EXIT_INTERNAL_ERROR |

      @proposed:fetch-mmio @absence:FETCH-22
      Examples: As a read of no bytes
        | exits                                                                        |
        | an MMIO read of 0 bytes at 0x20000 or for an MMIO read of 0 bytes at 0x20007 |

      @proposed:fetch-exit @absence:FETCH-22
      Examples: As an exit of its own
        | exits                                                      |
        | a failed fetch at 0x20000 or for a failed fetch at 0x20007 |

    Scenario: A load that exited while the slot was away gets userspace's data, and not what is in the slot by then
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20010]
        hlt
        """
      And a slot 1 of 1 page at 0x20000
      And the host memory of slot 1 at 0x10 is filled with 0x5A
      And slot 1 is deleted
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      And a slot 1 of 1 page at 0x20000 over the host memory of slot 1
      When the read is answered with 0x11 and KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 0x11
      And the host memory of slot 1 at 0x10 contains 0x5A

    Scenario: A store that exited while the slot was away does not reach the slot
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, 0x77
        mov [0x20010], al
        hlt
        """
      And a slot 1 of 1 page at 0x20000
      And the host memory of slot 1 at 0x10 is filled with 0x5A
      And slot 1 is deleted
      And the vCPU has exited for an MMIO write of 0x77 at 0x20010
      And a slot 1 of 1 page at 0x20000 over the host memory of slot 1
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at 0x10 contains 0x5A

    Scenario: A vCPU that is out of KVM_RUN meets no hole
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        mov al, [0x20010]
        out 0x10, al
        call 0x20020
        mov [0x20011], al
        hlt
        """
      And a slot 1 of 1 page at 0x20000
      And the host memory of slot 1 at 0x10 is filled with 0x5A
      And the host memory of slot 1 at 0x20 is filled with bytes B0 66 C3
      And the vCPU has exited for a 1-byte write of 0x5A to port 0x10
      And slot 1 is deleted
      And a slot 1 of 1 page at 0x20000 over the host memory of slot 1
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And the host memory of slot 1 at 0x10 contains bytes 5A 66

    Scenario: A change of flags makes no hole under a vCPU that uses the slot
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        again: inc dword [0x20010]
        jmp again
        """
      And a slot 1 of 1 page at 0x20000
      And the guest runs and counts at 0x20010
      When slot 1 is logged and no longer logged 20 times
      Then the call returns 0
      And the guest goes on counting at 0x20010

    Scenario: A move that fails makes no hole under a vCPU that uses the slot
      Given a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        again: inc dword [0x20010]
        jmp again
        """
      And a slot 1 of 1 page at 0x20000
      And the guest runs and counts at 0x20010
      When slot 1 is moved to 0x10000000000000 and used by the vCPU meanwhile, 100 times where it is left to luck
      Then the call fails with EINVAL
      And the guest goes on counting at 0x20010

    Scenario: A vCPU that meets the slot while it is being moved waits, and exits when it has gone
      Given a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        again: inc dword [0x4000]
        mov bl, [0x20010]
        jmp again
        """
      And a slot 1 of 1 page at 0x20000
      And the guest runs and counts at 0x4000
      When slot 1 is moved to 0x30000 and used by the vCPU meanwhile, 1 times where it is left to luck
      Then the call returns 0
      And KVM_RUN returns 0 for an MMIO read of 1 byte at 0x20010
