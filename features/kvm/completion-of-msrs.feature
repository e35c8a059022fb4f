@completion
Feature: MSR accesses handed to userspace are completed at re-entry

  @COMP-23
  @needs-cap:X86_USER_SPACE_MSR
  Rule: Completing KVM_EXIT_X86_RDMSR puts the data into EDX:EAX and skips the instruction, or queues #GP(0) and leaves RIP

    Scenario Outline: In <mode> before completion no register has changed
      Given a vCPU in <mode> at 0x1000 running
        """
        rdmsr
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x1122334455667788, RCX=0x12345678 and RDX=0x55
      And the vCPU has exited for a read of MSR 0x12345678
      When the read is answered with 0x1111222233334444
      Then RAX is 0x1122334455667788, RDX is 0x55 and RIP is at the RDMSR

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> an answered read arrives in EDX:EAX
      Given a vCPU in <mode> at 0x1000 running
        """
        rdmsr
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x1122334455667788 and RCX=0x12345678
      And the vCPU has exited for a read of MSR 0x12345678
      When the read is answered with 0x1111222233334444 and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x33334444, RDX is 0x11112222 and RIP is past the RDMSR

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> a signal pending at re-entry does not lose the answer
      Given a vCPU in <mode> at 0x1000 running
        """
        rdmsr
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RCX=0x12345678
      And the vCPU has exited for a read of MSR 0x12345678
      When the read is answered with 0x1111222233334444 and KVM_RUN is called with SIGUSR1 pending
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      And RAX is 0x33334444, RDX is 0x11112222 and RIP is past the RDMSR

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> the exit says why the MSR came to userspace
      Given a vCPU in <mode> at 0x1000 running
        """
        rdmsr
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RCX=0x12345678
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a read of MSR 0x12345678
      And kvm_run.msr.reason is 2

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> a refused read has queued #GP(0) as soon as it is completed
      Given a vCPU in <mode> at 0x1000 running
        """
        rdmsr
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x1122334455667788, RCX=0x12345678 and RDX=0x55
      And the vCPU has exited for a read of MSR 0x12345678
      When the MSR access is refused and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And exception 13 with error code 0 is queued
      And RAX is 0x1122334455667788, RDX is 0x55 and RIP is at the RDMSR

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> the queued #GP is delivered by the next KVM_RUN
      Given a vCPU in <mode> at 0x1000 running
        """
        rdmsr
        hlt
        """
      And the handler of vector 13 is
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

      Examples:
        | mode                       |
        | real mode                  |
        | protected mode             |
        | protected mode with paging |
        | 64-bit mode                |

  @COMP-24
  @needs-cap:X86_USER_SPACE_MSR
  Rule: Completing KVM_EXIT_X86_WRMSR skips the instruction, or queues #GP(0) and leaves RIP

    Scenario Outline: In <mode> the exit has the data, and RIP is still at the instruction
      Given a vCPU in <mode> at 0x1000 running
        """
        wrmsr
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x7777777733334444, RCX=0x12345678 and RDX=0x7777777711112222
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a write of 0x1111222233334444 to MSR 0x12345678
      And RIP is at the WRMSR

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> an accepted write is skipped
      Given a vCPU in <mode> at 0x1000 running
        """
        wrmsr
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RAX=0x33334444, RCX=0x12345678 and RDX=0x11112222
      And the vCPU has exited for a write of 0x1111222233334444 to MSR 0x12345678
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And RAX is 0x33334444, RDX is 0x11112222 and RIP is past the WRMSR

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> a refused write has queued #GP(0) as soon as it is completed
      Given a vCPU in <mode> at 0x1000 running
        """
        wrmsr
        hlt
        """
      And userspace handles the MSRs that KVM does not know
      And the guest starts with RCX=0x12345678
      And the vCPU has exited for a write of 0 to MSR 0x12345678
      When the MSR access is refused and KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And exception 13 with error code 0 is queued
      And RIP is at the WRMSR

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario Outline: In <mode> the queued #GP is delivered by the next KVM_RUN
      Given a vCPU in <mode> at 0x1000 running
        """
        wrmsr
        hlt
        """
      And the handler of vector 13 is
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

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |
