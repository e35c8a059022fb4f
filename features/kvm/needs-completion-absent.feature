@needs-completion
Feature: Without the proposal no exit says that it needs completion
  The documented absence of KVM_RUN_NEEDS_COMPLETION, and what holds for kvm_run.flags with and
  without it.

  @NC-02
  Rule: KVM_CAP_NEEDS_COMPLETION only informs, KVM_ENABLE_CAP of its number 239 is EINVAL, and the number alone proves nothing

    Scenario Outline: Capability 239 cannot be enabled on <object>
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      When capability 239 is enabled on <object>
      Then the call fails with EINVAL
      And the vCPU is unchanged

      Examples:
        | object   |
        | the VM   |
        | the vCPU |

    @proposed:needs-completion @absence:NC-04
    Scenario: With the proposal KVM_CHECK_EXTENSION says 1
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_CHECK_EXTENSION is asked for capability 239
      Then the call returns 1

    @not-proposed:needs-completion
    Scenario: Without the proposal the flag is not set, whatever KVM_CHECK_EXTENSION says
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the answer of KVM_CHECK_EXTENSION for capability 239 is recorded
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte read of port 0x10
      And kvm_run.flags is 0

  @NC-04
  @not-proposed:needs-completion
  Rule: Without the capability the flag is never set, and a VMM assumes that every documented exit needs completion

    Scenario Outline: flags is 0 at <exit>
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      When KVM_RUN is called with flags 0xFFFF
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags is 0

      Examples:
        | instruction    | exit                                |
        | in al, 0x10    | a 1-byte read of port 0x10          |
        | out 0x10, al   | a 1-byte write of 0x00 to port 0x10 |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010   |
        | mov [0x10], al | an MMIO write of 0x00 at 0x20010    |
        | nop            | KVM_EXIT_HLT                        |

    @needs-cap:X86_USER_SPACE_MSR
    Scenario Outline: flags is 0 at <exit>
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RCX=0x12345678
      When KVM_RUN is called with flags 0xFFFF
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags is 0

      Examples:
        | instruction | exit                           |
        | rdmsr       | a read of MSR 0x12345678       |
        | wrmsr       | a write of 0 to MSR 0x12345678 |

    Scenario: flags is 0 at a string read
      Given a vCPU in real mode at 0x1000 running
        """
        insb
        hlt
        """
      And the guest starts with RDX=0x10 and RDI=0x3000
      When KVM_RUN is called with flags 0xFFFF
      Then KVM_RUN returns 0 for a 1-byte read of port 0x10
      And kvm_run.flags is 0

    Scenario: flags is 0 at the second piece of a write
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x0FFF], ax
        hlt
        """
      And the vCPU has exited for an MMIO write of 0x00 at 0x20FFF
      When KVM_RUN is called with flags 0xFFFF
      Then KVM_RUN returns 0 for an MMIO write of 0x00 at 0x21000
      And kvm_run.flags is 0

  @NC-05
  Rule: kvm_run.flags is zeroed at the start of every KVM_RUN that gets as far as its vCPU

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """

    Scenario: A KVM_RUN that runs the guest clears stale flags
      When KVM_RUN is called with flags 0xFFFF
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And kvm_run.flags is 0

    Scenario: A KVM_RUN that runs nothing clears stale flags
      When KVM_RUN is called with flags 0xFFFF and immediate_exit
      Then KVM_RUN fails with EINTR
      And kvm_run.flags is 0
      And the vCPU is unchanged

    Scenario: A KVM_RUN that fails with EINVAL for its registers clears stale flags
      When KVM_RUN is called with flags 0xFFFF and kvm_valid_regs 0x10000000000
      Then KVM_RUN fails with EINVAL
      And kvm_run.flags is 0
      And the vCPU is unchanged

    Scenario: A KVM_RUN with an argument does not get that far
      When KVM_RUN is called with flags 0xFFFF and argument 1
      Then KVM_RUN fails with EINVAL
      And kvm_run.flags is 0xFFFF
      And the vCPU is unchanged

    Scenario: A KVM_RUN of another process does not get that far
      Given userspace writes flags=0xFFFF into kvm_run
      When a child process calls KVM_RUN
      Then the call fails with EIO
      And kvm_run.flags is 0xFFFF
      And the vCPU is unchanged

    @needs-cap:X86_SMM
    Scenario: A KVM_RUN of a dead VM does not get that far
      Given an SMI is pending
      And KVM_RUN is called
      And KVM_RUN fails with EIO
      When KVM_RUN is called with flags 0xFFFF
      Then KVM_RUN fails with EIO
      And kvm_run.flags is 0xFFFF

  @NC-06
  Rule: Nothing but KVM_RUN changes kvm_run.flags

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x10]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010

    Scenario Outline: <request> leaves flags alone while an MMIO read is outstanding
      Given userspace writes flags=0x1234 into kvm_run
      When userspace calls <request>
      Then the call <outcome>
      And kvm_run.flags is 0x1234

      Examples:
        | request             | outcome           |
        | KVM_GET_REGS        | returns 0         |
        | KVM_GET_SREGS       | returns 0         |
        | KVM_GET_VCPU_EVENTS | returns 0         |
        | KVM_GET_CLOCK       | returns 0         |
        | KVM_SET_CLOCK       | returns 0         |
        | KVM_KVMCLOCK_CTRL   | fails with EINVAL |

    Scenario: The clock calls leave the outstanding MMIO read to be completed
      When userspace calls KVM_KVMCLOCK_CTRL
      And the call fails with EINVAL
      And userspace calls KVM_SET_CLOCK
      And the call returns 0
      And the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the MOV

  @NC-07
  Rule: Bit 2 of kvm_run.flags is KVM_RUN_X86_GUEST_MODE and never says that an exit needs completion

    Scenario Outline: Bit 2 is clear at <exit> outside guest mode
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      When KVM_RUN is called with flags 0xFFFF
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags has none of the bits 0x0004

      Examples:
        | instruction    | exit                              |
        | in al, 0x10    | a 1-byte read of port 0x10        |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |

    @needs-cap:NESTED_STATE @needs-cap:X86_GUEST_MODE
    Scenario: Bit 2 is set at an exit of a nested guest that has nothing to complete
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        hlt
        """
      And the vCPU is in guest mode, so that a nested guest runs
      And the vCPU has exited for KVM_EXIT_HLT
      And kvm_run.flags has all of the bits 0x0004
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged

    @proposed:needs-completion @absence:NC-04
    @needs-cap:NESTED_STATE @needs-cap:X86_GUEST_MODE
    Scenario Outline: Bit 2 and the flag say different things at <exit> of a nested guest
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the vCPU is in guest mode, so that a nested guest runs
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags is <flags>

      Examples:
        | instruction       | exit                              | flags  |
        | in al, 0x10       | a 1-byte read of port 0x10        | 0x8004 |
        | mov al, [0x20010] | an MMIO read of 1 byte at 0x20010 | 0x8004 |
        | nop               | KVM_EXIT_HLT                      | 0x0004 |
