@mp-state
Feature: INIT and SIPI, and what reading the MP state does with them

  @MP-04
  @needs-cap:IRQCHIP
  @needs-cap:MP_STATE
  Rule: SIPI_RECEIVED is stored as INIT_RECEIVED with a SIPI that waits, and KVM_GET_MP_STATE lets what waits act: it starts the vCPU at the vector of the SIPI and reports RUNNABLE

    Scenario: Setting SIPI_RECEIVED does not start the vCPU yet
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the vector of the next SIPI is 3
      When KVM_SET_MP_STATE is called with 4
      Then the call returns 0
      And CS is 0 with base 0
      And the vCPU is unchanged

    Scenario: Reading the state starts it
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the vector of the next SIPI is 3
      When KVM_SET_MP_STATE is called with 4
      Then the MP state is KVM_MP_STATE_RUNNABLE
      And CS is 0x300 with base 0x3000
      And RIP is 0

    Scenario: Without reading the state KVM_RUN starts it
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the code at 0x3000 is
        """
        out 0x55, al
        """
      And the vector of the next SIPI is 3
      And KVM_SET_MP_STATE is called with 4
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

    @needs-cap:SIGNAL_MSI
    Scenario: Reading the state lets an INIT act that has come
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And another task sends an INIT with KVM_SIGNAL_MSI
      And CS is 0 with base 0
      When the MP state is KVM_MP_STATE_RUNNABLE
      Then CS is 0xF000 with base 0xFFFF0000
      And RIP is 0xFFF0

    @needs-cap:SIGNAL_MSI
    Scenario Outline: A SIPI to a vCPU that is <state> is dropped
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the local APIC is enabled by software
      And the MP state is set to <state>
      When another task sends a SIPI with vector 3 with KVM_SIGNAL_MSI
      Then the MP state is <state>
      And CS is 0 with base 0
      And the vCPU is unchanged

      Examples:
        | state                      |
        | KVM_MP_STATE_RUNNABLE      |
        | KVM_MP_STATE_UNINITIALIZED |
        | KVM_MP_STATE_HALTED        |

    @needs-cap:SIGNAL_MSI
    Scenario: The second SIPI to a vCPU that was started is dropped
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And a second vCPU
      And the local APIC is enabled by software
      And another task sends an INIT to the second vCPU with KVM_SIGNAL_MSI
      And another task sends a SIPI with vector 3 to the second vCPU with KVM_SIGNAL_MSI
      And the MP state of the second vCPU is KVM_MP_STATE_RUNNABLE
      When another task sends a SIPI with vector 5 to the second vCPU with KVM_SIGNAL_MSI
      Then the MP state of the second vCPU is KVM_MP_STATE_RUNNABLE
      And CS of the second vCPU is 0x300 with base 0x3000

    @needs-cap:SIGNAL_MSI
    Scenario: INIT wakes a halted vCPU that is not the boot processor, which then waits for the SIPI
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And a second vCPU
      And the code at 0x3000 is
        """
        out 0x55, al
        """
      And the local APIC is enabled by software
      And the MP state of the second vCPU is set to KVM_MP_STATE_HALTED
      And the second vCPU sleeps in KVM_RUN
      When another task sends an INIT to the second vCPU with KVM_SIGNAL_MSI
      And another task sends a SIPI with vector 3 to the second vCPU with KVM_SIGNAL_MSI
      Then KVM_RUN of the second vCPU returns 0 for a 1-byte write of 0x00 to port 0x55

    @needs-cap:SIGNAL_MSI
    Scenario: INIT ends the wait of an UNINITIALIZED vCPU with EAGAIN, and the SIPI starts it
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And a second vCPU
      And the code at 0x3000 is
        """
        out 0x55, al
        """
      And the local APIC is enabled by software
      And the second vCPU sleeps in KVM_RUN
      When another task sends an INIT to the second vCPU with KVM_SIGNAL_MSI
      Then KVM_RUN of the second vCPU fails with EAGAIN
      And the MP state of the second vCPU is KVM_MP_STATE_INIT_RECEIVED
      When the second vCPU sleeps in KVM_RUN
      And another task sends a SIPI with vector 3 to the second vCPU with KVM_SIGNAL_MSI
      Then KVM_RUN of the second vCPU returns 0 for a 1-byte write of 0x00 to port 0x55

    Scenario: A vCPU starts another with INIT and SIPI of its own local APIC
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        mov dword ptr es:[0xF0], 0x1FF
        mov dword ptr es:[0x310], 0x01000000
        mov dword ptr es:[0x300], 0x500
        mov dword ptr es:[0x300], 0x603
        out 0x10, al
        """
      And a second vCPU
      And the code at 0x3000 is
        """
        out 0x55, al
        """
      And the segment ES starts at 0xFEE00000
      And the vCPU has exited for a 1-byte write of 0x00 to port 0x10
      And the MP state of the second vCPU is KVM_MP_STATE_RUNNABLE
      When KVM_RUN is called on the second vCPU
      Then KVM_RUN of the second vCPU returns 0 for a 1-byte write of 0x00 to port 0x55
