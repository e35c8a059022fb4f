@mp-state
Feature: System events

  @MP-08
  @needs-cap:IRQCHIP
  Rule: The types of KVM_EXIT_SYSTEM_EVENT are 1 SHUTDOWN, 2 RESET, 3 CRASH, 4 WAKEUP, 5 SUSPEND, 6 SEV_TERM and 7 TDX_FATAL, and no event that ends a halt of x86 is reported as WAKEUP

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
