@kvm-run
Feature: What the flags of kvm_run tell of the exit

  @RUN-01
  Rule: The SMM, BUS_LOCK and GUEST_MODE bits of kvm_run.flags are each set exactly when the condition held at that exit, and every KVM_RUN clears them

    Scenario Outline: No bit is set at <exit> where no condition holds
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      When KVM_RUN is called with flags 0xFFFF
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags has none of the bits 0x0007

      Examples:
        | instruction    | exit                              |
        | in al, 0x10    | a 1-byte read of port 0x10        |
        | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |
        | nop            | KVM_EXIT_HLT                      |

    Scenario Outline: A KVM_RUN that ends with EINTR for <reason> clears them too
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with flags 0xFFFF and <reason>
      Then KVM_RUN fails with EINTR
      And kvm_run.flags has none of the bits 0x0007
      And the vCPU is unchanged

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

    @needs-cap:NESTED_STATE @needs-cap:X86_GUEST_MODE
    Scenario Outline: GUEST_MODE is set at <exit> of a nested guest
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And the vCPU is in guest mode, so that a nested guest runs
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags has all of the bits 0x0004
      And kvm_run.flags has none of the bits 0x0003

      Examples:
        | instruction       | exit                              |
        | in al, 0x10       | a 1-byte read of port 0x10        |
        | mov al, [0x20010] | an MMIO read of 1 byte at 0x20010 |
        | nop               | KVM_EXIT_HLT                      |

    @needs-cap:NESTED_STATE @needs-cap:X86_GUEST_MODE
    Scenario: GUEST_MODE is clear at the next exit after the nested guest was left
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        out 0x10, al
        hlt
        """
      And the vCPU is in guest mode, so that a nested guest runs
      And KVM_RUN is called
      And kvm_run.flags has all of the bits 0x0004
      When the vCPU leaves guest mode
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And kvm_run.flags has none of the bits 0x0007

    @needs-cap:X86_SMM
    Scenario: The SMM bit is set at an exit in SMM, and gone at the next one outside it
      Given a vCPU in real mode at 0x1000 running
        """
        out 0x11, al
        hlt
        """
      And the SMI handler is
        """
        out 0x10, al
        rsm
        """
      And userspace calls KVM_SMI
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10
      And kvm_run.flags has all of the bits 0x0001
      And the vCPU is in SMM
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x11
      And kvm_run.flags has none of the bits 0x0007
      And the vCPU is not in SMM

    @needs-cap:X86_SMM
    Scenario Outline: A KVM_RUN in SMM that ends with EINTR for <reason> sets the SMM bit
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU is put into SMM
      When KVM_RUN is called with flags 0 and <reason>
      Then KVM_RUN fails with EINTR
      And kvm_run.flags has all of the bits 0x0001
      And the vCPU is unchanged

      Examples:
        | reason          |
        | immediate_exit  |
        | SIGUSR1 pending |

    @needs-cap:X86_SMM
    Scenario: An SMI that waits is not SMM yet
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And an SMI is pending
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And kvm_run.flags has none of the bits 0x0007
      And the vCPU is unchanged

    Scenario: KVM_SMI is there exactly where SMM is
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      Then KVM_SMI returns 0 if KVM_CAP_X86_SMM is offered, and fails with ENOTTY if not
      And the vCPU is unchanged
