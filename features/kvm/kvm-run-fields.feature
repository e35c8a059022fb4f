@kvm-run
Feature: What kvm_run takes and tells

  @RUN-02
  Rule: Without an in-kernel local APIC a cr8 above 15 is EINVAL, the pending operation is kept, and the true value of cr8 is put back

    Scenario: cr8 of 16 is EINVAL and runs nothing
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with cr8 16
      Then KVM_RUN fails with EINVAL
      And kvm_run.cr8 is 0
      And the vCPU is unchanged

    Scenario: What is put back is the value that was taken before
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is called with cr8 5 and immediate_exit
      When KVM_RUN is called with cr8 16
      Then KVM_RUN fails with EINVAL
      And kvm_run.cr8 is 5
      And CR8 is 5

    Scenario: cr8 of 15 is taken
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_RUN is called with cr8 15
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And kvm_run.cr8 is 15
      And CR8 is 15

    Scenario: The next KVM_RUN succeeds without any help
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is called with cr8 16
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

    Scenario: A pending port read is kept
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      And the read is answered with 0xAB and KVM_RUN is called with cr8 16
      And KVM_RUN fails with EINVAL
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And AL is 0xAB and RIP is past the IN

    @needs-cap:IRQCHIP
    Scenario: With an in-kernel local APIC cr8 is not looked at
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      When KVM_RUN is called with cr8 16
      Then KVM_RUN returns 0 for a 1-byte read of port 0x10

  @RUN-03
  Rule: A KVM_RUN that fails with EINVAL still refreshes the valid registers, cr8, if_flag and apic_base

    Scenario Outline: With RFLAGS <rflags> <field> is refreshed by a KVM_RUN that fails for cr8
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the guest starts with RAX=0x11 and RFLAGS=<rflags>
      When KVM_RUN is called with cr8 16, kvm_valid_regs 1 and <field> <poison>
      Then KVM_RUN fails with EINVAL
      And kvm_run.<field> is <value>
      And the vCPU is unchanged

      Examples:
        | field           | rflags | poison | value  |
        | s.regs.regs.rax | 0x202  | 0x55   | 0x11   |
        | s.regs.regs.rip | 0x202  | 0x55   | 0x1000 |
        | if_flag         | 0x202  | 0x55   | 1      |
        | if_flag         | 0x002  | 0x55   | 0      |

    Scenario: cr8 is refreshed by a KVM_RUN that fails for kvm_valid_regs
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And KVM_RUN is called with cr8 5 and immediate_exit
      When KVM_RUN is called with kvm_valid_regs 0x10000000000 and cr8 9
      Then KVM_RUN fails with EINVAL
      And kvm_run.cr8 is 5
      And CR8 is 5

    Scenario: apic_base is refreshed by a KVM_RUN that fails for cr8
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_RUN is called with cr8 16 and apic_base 0x55
      Then KVM_RUN fails with EINVAL
      And kvm_run.apic_base is what KVM_GET_SREGS says

    Scenario: Valid registers are refreshed though kvm_dirty_regs was refused
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And the guest starts with RAX=0x11
      When KVM_RUN is called with kvm_valid_regs 1, kvm_dirty_regs 0x10000000000 and s.regs.regs.rax 0x55
      Then KVM_RUN fails with EINVAL
      And kvm_run.s.regs.regs.rax is 0x11
      And the vCPU is unchanged
