@fetch @not-proposed:fetch-mmio @not-proposed:fetch-exit
Feature: What follows a failed fetch

  @FETCH-05
  Rule: On hosts with VMX or SVM #UD is queued before the exit at CPL 0, so that re-entry delivers it to the guest unless userspace drops it

    Scenario: Re-entry delivers #UD though there is code by now
      Given a host that runs 64-bit code on the processor
      And a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the handler of vector 6 is
        """
        out 0x06, al
        """
      And the guest starts with RBX=0x200000
      And the vCPU has exited for KVM_EXIT_INTERNAL_ERROR
      And exception 6 with error code 0 is queued
      And a slot 1 of 1 page at 0x200000
      And guest memory at 0x200000 holds code for 64-bit mode
        """
        hlt
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x06

    Scenario: Userspace drops the #UD, and the code runs
      Given a host that runs 64-bit code on the processor
      And a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the handler of vector 6 is
        """
        out 0x06, al
        """
      And the guest starts with RBX=0x200000
      And the vCPU has exited for KVM_EXIT_INTERNAL_ERROR
      And a slot 1 of 1 page at 0x200000
      And guest memory at 0x200000 holds code for 64-bit mode
        """
        hlt
        """
      When userspace drops the queued exception
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RIP is 0x200001

  @FETCH-06
  Rule: On hosts with VMX or SVM a failed fetch at CPL 3 or in a nested guest does not exit, and the guest gets #UD

    Scenario: The handler at CPL 0 is entered, and the hole is where it would return to
      Given a host that runs 64-bit code on the processor
      And a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        jmp rbx
        """
      And the handler of vector 6 is
        """
        mov rax, [rsp]
        hlt
        """
      And the guest starts with RBX=0x200000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 0x200000

    @needs-cap:NESTED_STATE
    Scenario: A nested guest gets #UD at CPL 0 as well
      Given a host that runs 64-bit code on the processor
      And a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the handler of vector 6 is
        """
        mov rax, [rsp]
        hlt
        """
      And the guest starts with RBX=0x200000
      And the vCPU is in guest mode, so that a nested guest runs
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 0x200000

  @FETCH-07
  @needs-cap:EXIT_ON_EMULATION_FAILURE
  Rule: With KVM_CAP_EXIT_ON_EMULATION_FAILURE every failure to emulate exits, that of a fetch too, at any CPL and in a nested guest; no #UD is queued, and up to 15 bytes of the instruction are told

    Scenario Outline: In <mode> a failed fetch exits, and re-entry runs the code that is there by now
      Given a vCPU in <mode> at 0x1000 running
        """
        <jump>
        """
      And KVM_CAP_EXIT_ON_EMULATION_FAILURE is enabled on the VM with flags 0 and argument 1
      And the guest starts with RBX=0x20010
      And the vCPU has exited for KVM_EXIT_INTERNAL_ERROR
      And no exception is queued
      And a slot 1 of 1 page at 0x20000
      And guest memory at 0x20010 holds code for <mode>
        """
        out 0x10, al
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10

      Examples:
        | mode                 | jump              |
        | real mode            | jmp 0x2000:0x0010 |
        | protected mode       | jmp ebx           |
        | 64-bit mode          | jmp rbx           |
        | 64-bit mode at CPL 3 | jmp rbx           |

    @needs-cap:NESTED_STATE
    Scenario: In a nested guest a failed fetch exits
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And KVM_CAP_EXIT_ON_EMULATION_FAILURE is enabled on the VM with flags 0 and argument 1
      And the guest starts with RBX=0x200000
      And the vCPU is in guest mode, so that a nested guest runs
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And no exception is queued
      And RIP is 0x200000

    Scenario: At CPL 3 the bytes before the hole are told as well
      Given a vCPU in 64-bit mode at CPL 3 at 0x1000 running
        """
        jmp rbx
        """
      And KVM_CAP_EXIT_ON_EMULATION_FAILURE is enabled on the VM with flags 0 and argument 1
      And the guest starts with RBX=0xFFFE
      And guest memory at 0xFFFE is filled with bytes 48 B8
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And the exit tells the instruction bytes bytes 48 B8
      And RIP is 0xFFFE

    Scenario Outline: In <mode> an instruction that KVM cannot emulate finds a device
      Given a vCPU in <mode> at 0x1000 running
        """
        fldcw [rbx]
        hlt
        """
      And KVM_CAP_EXIT_ON_EMULATION_FAILURE is enabled on the VM with flags 0 and argument 1
      And the guest starts with RBX=0x20010
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And the exit tells up to 15 instruction bytes, which begin with bytes D9 2B F4
      And no exception is queued
      And RIP is at the FLDCW

      Examples:
        | mode                 |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    Scenario: Another argument is EINVAL and changes nothing
      Given a host that runs 64-bit code on the processor
      And a vCPU in 64-bit mode at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0x200000
      When KVM_CAP_EXIT_ON_EMULATION_FAILURE is enabled on the VM with flags 0 and argument 3
      Then the call fails with EINVAL
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR
      And exception 6 with error code 0 is queued

  @FETCH-08
  Rule: On a host that emulates 64-bit code a failed fetch exits at CPL 0 and at CPL 3, queues no #UD, and re-entry is transparent, where the capability is enabled and where nobody has set it

    Scenario Outline: In <mode> without the capability
      Given a host that emulates 64-bit code
      And a vCPU in <mode> at 0x1000 running
        """
        jmp rbx
        """
      And the guest starts with RBX=0x200000
      And the vCPU has exited for KVM_EXIT_INTERNAL_ERROR
      And no exception is queued
      And a slot 1 of 1 page at 0x200000
      And guest memory at 0x200000 holds code for 64-bit mode
        """
        out 0x10, al
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10

      Examples:
        | mode                 |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |

    @needs-cap:EXIT_ON_EMULATION_FAILURE
    Scenario Outline: In <mode> with the capability
      Given a host that emulates 64-bit code
      And a vCPU in <mode> at 0x1000 running
        """
        jmp rbx
        """
      And KVM_CAP_EXIT_ON_EMULATION_FAILURE is enabled on the VM with flags 0 and argument 1
      And the guest starts with RBX=0x200000
      And the vCPU has exited for KVM_EXIT_INTERNAL_ERROR
      And no exception is queued
      And a slot 1 of 1 page at 0x200000
      And guest memory at 0x200000 holds code for 64-bit mode
        """
        out 0x10, al
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10

      Examples:
        | mode                 |
        | 64-bit mode          |
        | 64-bit mode at CPL 3 |
