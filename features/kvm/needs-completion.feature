@needs-completion
Feature: A flag that says an exit needs completion
  The proposed KVM_RUN_NEEDS_COMPLETION, on a backend that declares it.

  @NC-01
  @proposed:needs-completion @absence:NC-04
  Rule: KVM_RUN_NEEDS_COMPLETION is bit 15 of the 16-bit kvm_run.flags on every architecture

    Scenario: Bit 15 and no other bit is set at an exit for a port read
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte read of port 0x10
      And kvm_run.flags is 0x8000

  @NC-03
  @proposed:needs-completion @absence:NC-04
  Rule: With the capability the flag is set exactly when the exit just returned has to be re-entered to finish

    Scenario: The flag is gone after completion
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And kvm_run.flags is 0x8000
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And kvm_run.flags is 0

    Scenario: The flag is set again for the second piece
      Given a vCPU in real mode at 0x1000 running
        """
        mov ax, [0x0FFF]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20FFF
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000
      And kvm_run.flags is 0x8000

    Scenario: The flag is clear at KVM_EXIT_HLT
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And kvm_run.flags is 0

    Scenario: At a port write the flag says whether RIP has still to move
      Given a vCPU in real mode at 0x1000 running
        """
        out 0x10, al
        hlt
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10
      And kvm_run.flags is 0x8000 if RIP is at the OUT, and 0 if RIP is past the OUT

    Scenario: A KVM_RUN that fails before the completion returns with the flag still set
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When KVM_RUN is called with kvm_valid_regs 0x10000000000
      Then KVM_RUN fails with EINVAL
      And kvm_run.flags is 0x8000
      And the vCPU is unchanged

  @NC-08
  @proposed:needs-completion @absence:NC-04
  Rule: Advertising the capability obliges KVM to set the flag for every listed exit of its architecture

    Scenario Outline: In <mode> the flag is set at <exit>
      Given a vCPU in <mode> at 0x1000 running
        """
        <instruction>
        hlt
        """
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags is 0x8000

      Examples:
        | mode                 | instruction       | exit                              |
        | real mode            | in al, 0x10       | a 1-byte read of port 0x10        |
        | real mode            | mov al, [0x10]    | an MMIO read of 1 byte at 0x20010 |
        | real mode            | mov [0x10], al    | an MMIO write of 0x00 at 0x20010  |
        | 64-bit mode          | in al, 0x10       | a 1-byte read of port 0x10        |
        | 64-bit mode          | mov al, [0x20010] | an MMIO read of 1 byte at 0x20010 |
        | 64-bit mode at CPL 3 | mov [0x20010], al | an MMIO write of 0x00 at 0x20010  |

    @needs-cap:X86_USER_SPACE_MSR
    Scenario Outline: The flag is set at <exit>
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RCX=0x12345678
      When KVM_RUN is called
      Then KVM_RUN returns 0 for <exit>
      And kvm_run.flags is 0x8000

      Examples:
        | instruction | exit                           |
        | rdmsr       | a read of MSR 0x12345678       |
        | wrmsr       | a write of 0 to MSR 0x12345678 |

    Scenario: The flag is set at a string read
      Given a vCPU in real mode at 0x1000 running
        """
        insb
        hlt
        """
      And the guest starts with RDX=0x10 and RDI=0x3000
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte read of port 0x10
      And kvm_run.flags is 0x8000

    Scenario: The flag is set at the second piece of a write
      Given a vCPU in real mode at 0x1000 running
        """
        mov [0x0FFF], ax
        hlt
        """
      And the vCPU has exited for an MMIO write of 0x00 at 0x20FFF
      When KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO write of 0x00 at 0x21000
      And kvm_run.flags is 0x8000

    @needs-cap:EXIT_HYPERCALL
    Scenario: The flag is set at a hypercall
      Given a vCPU in real mode at 0x1000 running
        """
        vmcall
        hlt
        """
      And userspace handles the hypercall KVM_HC_MAP_GPA_RANGE
      And the guest starts with RAX=12, RBX=0x4000, RCX=2 and RDX=0x10
      When KVM_RUN is called
      Then KVM_RUN returns 0 for hypercall 12 with 0x4000, 2 and 0x10
      And kvm_run.flags is 0x8000

  @NC-10
  Rule: A VMM re-enters if there is no capability or the flag is set, and a KVM_RUN with immediate_exit that has nothing to finish runs nothing

    @needs-cap:EXCEPTION_PAYLOAD
    Scenario: A pending exception comes back unchanged
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And exceptions are pending with their payload
      And exception 12 with error code 0 is set pending
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And exception 12 with error code 0 is pending
      And the vCPU is unchanged

    @proposed:needs-completion @absence:COMP-04
    Scenario: With the flag clear a vCPU is saved without re-entry and loses nothing
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        out 0x11, al
        """
      And the vCPU has exited for KVM_EXIT_HLT
      And kvm_run.flags is 0
      When the vCPU is saved and restored into a fresh one
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x11

    @proposed:needs-completion @absence:COMP-04
    Scenario: With the flag set a vCPU is saved after re-entry and loses nothing
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        out 0x11, al
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And kvm_run.flags is 0x8000
      And the read is answered with 0xAB and the operation is completed
      When the vCPU is saved and restored into a fresh one
      And KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0xAB to port 0x11

  @NC-11
  @proposed:needs-completion-on-suspend @absence:NC-06
  Rule: A flag set by a PM notifier at suspend is missed by a VMM that is already in userspace, and must leave the pending operation alone

    Scenario: The flag appears after KVM_RUN has returned
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And the vCPU has exited for KVM_EXIT_HLT
      And kvm_run.flags is 0
      When the host suspends
      Then kvm_run.flags is 0x8000

    Scenario: An outstanding MMIO read outlives the suspend
      Given a vCPU in real mode at 0x1000 running
        """
        mov al, [0x10]
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20010
      When the host suspends
      And the read is answered with 0xAB and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the MOV
