@vtl
Feature: The MP state of an inactive Virtual Trust Level

  @VTL-01
  Rule: KVM_MP_STATE_HV_INACTIVE_VTL is MP state 11, and a kernel without it refuses state 11 with EINVAL and keeps the state it has

    @proposed:hv-inactive-vtl @absence:VTL-01
    Scenario: State 11 is set and read back
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the guest is shown Hyper-V
      When KVM_SET_MP_STATE is called with 11
      Then the call returns 0
      And the number of the MP state is 11
      And the vCPU is unchanged

    @not-proposed:hv-inactive-vtl @needs-cap:MP_STATE
    Scenario Outline: Without the proposal state 11 is EINVAL and the vCPU stays <state>
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the MP state is set to <state>
      When KVM_SET_MP_STATE is called with 11
      Then the call fails with EINVAL
      And the MP state is <state>
      And the vCPU is unchanged

      Examples:
        | state                      |
        | KVM_MP_STATE_RUNNABLE      |
        | KVM_MP_STATE_HALTED        |
        | KVM_MP_STATE_INIT_RECEIVED |

    @not-proposed:hv-inactive-vtl @needs-cap:HYPERV
    Scenario: Without the proposal state 11 is EINVAL for a guest that is shown Hyper-V too
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the guest is shown Hyper-V
      When KVM_SET_MP_STATE is called with 11
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_RUNNABLE

  @VTL-02
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: State 11 can be set only where CPUID shows HV_ACCESS_VSM and outside of nested guest mode; elsewhere KVM_SET_MP_STATE is EINVAL and changes nothing

    Scenario: KVM_GET_SUPPORTED_HV_CPUID offers HV_ACCESS_VSM
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When the privileges that Hyper-V may have are read
      Then they have the bits 0x10000

    Scenario: Without Hyper-V in CPUID state 11 is EINVAL
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      When KVM_SET_MP_STATE is called with 11
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_RUNNABLE
      And the vCPU is unchanged

    Scenario: Without the privilege state 11 is EINVAL, and the vCPU stays HALTED
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the guest is shown Hyper-V without the privileges 0x10000
      And the MP state is set to KVM_MP_STATE_HALTED
      When KVM_SET_MP_STATE is called with 11
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_HALTED
      And the vCPU is unchanged

    @needs-cap:NESTED_STATE
    Scenario: In guest mode state 11 is EINVAL
      Given a vCPU in 64-bit mode at 0x1000 running
        """
        hlt
        """
      And the guest is shown Hyper-V
      And the vCPU is in guest mode, so that a nested guest runs
      When KVM_SET_MP_STATE is called with 11
      Then the call fails with EINVAL
      And the MP state is KVM_MP_STATE_RUNNABLE
      And the vCPU is unchanged

    Scenario: No in-kernel local APIC is needed
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And the guest is shown Hyper-V
      When KVM_SET_MP_STATE is called with 11
      Then the call returns 0
      And the number of the MP state is 11

  @VTL-03
  @proposed:hv-inactive-vtl @absence:VTL-01
  Rule: KVM never enters state 11 by itself, not even at HvCallVtlCall or HvCallVtlReturn, in response to which userspace sets it

    Scenario Outline: At the exit for <name>, and behind it, the vCPU is RUNNABLE
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        out 0x10, al
        """
      And the guest is shown Hyper-V
      And the guest starts with RCX=<code>
      And the vCPU has exited for Hyper-V call <code> with 0 and 0
      And the MP state is KVM_MP_STATE_RUNNABLE
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10
      And the MP state is KVM_MP_STATE_RUNNABLE

      Examples:
        | name            | code |
        | HvCallVtlCall   | 0x11 |
        | HvCallVtlReturn | 0x12 |

    Scenario: Userspace makes the VTL inactive at HvCallVtlReturn, and active at its event
      Given a vCPU with an in-kernel irqchip in 64-bit mode at 0x1000 running
        """
        vmcall
        out 0x10, al
        """
      And the guest is shown Hyper-V
      And the guest starts with RCX=0x12
      And the vCPU has exited for Hyper-V call 0x12 with 0 and 0
      And the operation is completed
      And the local APIC is enabled by software
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      When the vCPU waits
      And another task sends an NMI with KVM_SIGNAL_MSI
      Then the wait ends with an event
      And RIP is past the VMCALL
