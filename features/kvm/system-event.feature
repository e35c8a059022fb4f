@mp-state
Feature: System events

  @MP-08
  @needs-cap:IRQCHIP
  Rule: The types of KVM_EXIT_SYSTEM_EVENT are 1 SHUTDOWN, 2 RESET, 3 CRASH, 4 WAKEUP, 5 SUSPEND, 6 SEV_TERM and 7 TDX_FATAL; a Hyper-V guest that resets or has crashed exits with its type, and no event that ends a halt of x86 is reported as WAKEUP

    @needs-cap:SIGNAL_MSI
    Scenario Outline: What ends the wait in <state> is no exit, and the guest runs on
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        out 0x55, al
        """
      And the local APIC is enabled by software
      And the MP state is set to <state>
      And the vCPU sleeps in KVM_RUN
      When another task sends the end of a halt with KVM_SIGNAL_MSI
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

      Examples:
        | state                      |
        | KVM_MP_STATE_HALTED        |
        | KVM_MP_STATE_AP_RESET_HOLD |

    @needs-cap:HYPERV
    Scenario Outline: A Hyper-V guest that <does> exits with type <type>, and goes on at re-entry
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        wrmsr
        out 0x10, al
        """
      And the guest is shown Hyper-V
      And the guest starts with RCX=<msr>, RAX=<eax> and RDX=<edx>
      And userspace writes system_event.type=0 into kvm_run
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT
      And kvm_run.system_event.type is <type>
      And RIP is past the WRMSR
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of <eax> to port 0x10

      Examples:
        | does        | msr        | eax  | edx        | type |
        | resets      | 0x40000003 | 0x01 | 0          | 2    |
        | has crashed | 0x40000105 | 0x00 | 0x80000000 | 3    |

    @needs-cap:HYPERV @needs-cap:SYSTEM_EVENT_DATA
    Scenario Outline: The exit of a Hyper-V guest that <does> has no data, whatever was in kvm_run
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        wrmsr
        """
      And the guest is shown Hyper-V
      And the guest starts with RCX=<msr>, RAX=<eax> and RDX=<edx>
      And userspace writes system_event.ndata=3 into kvm_run
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT
      And kvm_run.system_event.ndata is 0

      Examples:
        | does        | msr        | eax  | edx        |
        | resets      | 0x40000003 | 0x01 | 0          |
        | has crashed | 0x40000105 | 0x00 | 0x80000000 |

    @needs-cap:HYPERV
    Scenario Outline: A Hyper-V guest that writes 0 to <msr> goes on
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        wrmsr
        out 0x10, al
        """
      And the guest is shown Hyper-V
      And the guest starts with RCX=<msr>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10

      Examples:
        | msr        |
        | 0x40000003 |
        | 0x40000105 |
