@completion
Feature: MSR accesses handed to userspace are completed at re-entry

  @COMP-23
  @needs-cap:X86_USER_SPACE_MSR
  Rule: Completing KVM_EXIT_X86_RDMSR puts the data into EDX:EAX and skips the instruction, or queues #GP(0) and leaves RIP

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        rdmsr
        hlt
        """

    Scenario: Before completion no register has changed
      Given userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x1122334455667788, RCX=0x12345678 and RDX=0x55
      And the vCPU has exited for a read of MSR 0x12345678
      When the read is answered with 0x1111222233334444
      Then RAX is 0x1122334455667788, RDX is 0x55 and RIP is at the RDMSR

    Scenario: An answered read arrives in EDX:EAX
      Given userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x1122334455667788 and RCX=0x12345678
      And the vCPU has exited for a read of MSR 0x12345678
      When the read is answered with 0x1111222233334444 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x33334444, RDX is 0x11112222 and RIP is past the RDMSR

    Scenario: A signal pending at re-entry does not lose the answer
      Given userspace handles the MSRs that KVM does not know
      And the guest starts with RCX=0x12345678
      And the vCPU has exited for a read of MSR 0x12345678
      When the read is answered with 0x1111222233334444 and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And RAX is 0x33334444, RDX is 0x11112222 and RIP is past the RDMSR

    Scenario: The exit says why the MSR came to userspace
      Given userspace handles the MSRs that KVM does not know
      And the guest starts with RCX=0x12345678
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a read of MSR 0x12345678
      And kvm_run.msr.reason is 2

    Scenario: A refused read has queued #GP(0) as soon as it is completed
      Given userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x1122334455667788, RCX=0x12345678 and RDX=0x55
      And the vCPU has exited for a read of MSR 0x12345678
      When the MSR access is refused and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And exception 13 with error code 0 is queued
      And RAX is 0x1122334455667788, RDX is 0x55 and RIP is at the RDMSR

    Scenario: The queued #GP is delivered by the next KVM_RUN
      Given the handler of vector 13 is
        """
        out 0x55, al
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x88 and RCX=0x12345678
      And the vCPU has exited for a read of MSR 0x12345678
      And the MSR access is refused and KVM_RUN is called with immediate_exit
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x88 to port 0x55

  @COMP-24
  @needs-cap:X86_USER_SPACE_MSR
  Rule: Completing KVM_EXIT_X86_WRMSR skips the instruction, or queues #GP(0) and leaves RIP

    Background:
      Given a vCPU in real mode at 0x1000 running
        """
        wrmsr
        hlt
        """

    Scenario: The exit has the data, and RIP is still at the instruction
      Given userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x33334444, RCX=0x12345678 and RDX=0x11112222
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a write of 0x1111222233334444 to MSR 0x12345678
      And RIP is at the WRMSR

    Scenario: An accepted write is skipped
      Given userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x33334444, RCX=0x12345678 and RDX=0x11112222
      And the vCPU has exited for a write of 0x1111222233334444 to MSR 0x12345678
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x33334444, RDX is 0x11112222 and RIP is past the WRMSR

    Scenario: A refused write has queued #GP(0) as soon as it is completed
      Given userspace handles the MSRs that KVM does not know
      And the guest starts with RCX=0x12345678
      And the vCPU has exited for a write of 0 to MSR 0x12345678
      When the MSR access is refused and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And exception 13 with error code 0 is queued
      And RIP is at the WRMSR

    Scenario: The queued #GP is delivered by the next KVM_RUN
      Given the handler of vector 13 is
        """
        out 0x55, al
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x88 and RCX=0x12345678
      And the vCPU has exited for a write of 0x88 to MSR 0x12345678
      And the MSR access is refused and KVM_RUN is called with immediate_exit
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x88 to port 0x55
