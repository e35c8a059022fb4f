@immediate-exit
Feature: What immediate_exit comes before, and what comes before it

  @IMM-05
  @needs-cap:IMMEDIATE_EXIT
  Rule: KVM_RUN with immediate_exit neither delivers nor consumes a pending event

    @needs-cap:IRQCHIP
    Scenario: An NMI queued on a HALTED vCPU stays queued
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And the MP state is set to KVM_MP_STATE_HALTED
      And an NMI is queued
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And an NMI is pending
      And the MP state is KVM_MP_STATE_HALTED

    @needs-cap:IRQCHIP
    Scenario Outline: In <mode> the NMI that stayed queued is delivered by the next KVM_RUN
      Given a vCPU with an in-kernel irqchip in <mode> at 0x1000 running
        """
        hlt
        """
      And the handler of vector 2 is
        """
        out 0x55, al
        """
      And the MP state is set to KVM_MP_STATE_HALTED
      And an NMI is queued
      And KVM_RUN is called with immediate_exit
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55
      And the MP state is KVM_MP_STATE_RUNNABLE

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

    Scenario: An interrupt given with KVM_INTERRUPT stays
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      And the guest starts with RFLAGS=0x202
      And interrupt 0x40 is queued
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And interrupt 0x40 is pending
      And the vCPU is unchanged

    Scenario Outline: In <mode> the interrupt that stayed is delivered by the next KVM_RUN
      Given a vCPU in <mode> at 0x1000 running
        """
        hlt
        """
      And the handler of vector 0x40 is
        """
        out 0x55, al
        """
      And the guest starts with RFLAGS=0x202
      And interrupt 0x40 is queued
      And KVM_RUN is called with immediate_exit
      When KVM_RUN is called
      Then KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55

      Examples:
        | mode           |
        | real mode      |
        | protected mode |
        | 64-bit mode    |

  @IMM-06
  @needs-cap:IMMEDIATE_EXIT @needs-cap:IRQCHIP
  Rule: KVM_RUN with immediate_exit does not block in any MP state, and keeps the state

    Scenario Outline: In <state> it returns at once
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the MP state is set to <state>
      When KVM_RUN is called with immediate_exit
      Then KVM_RUN fails with EINTR
      And the MP state is <state>
      And the vCPU is unchanged

      Examples:
        | state                      |
        | KVM_MP_STATE_RUNNABLE      |
        | KVM_MP_STATE_UNINITIALIZED |
        | KVM_MP_STATE_INIT_RECEIVED |
        | KVM_MP_STATE_HALTED        |
        | KVM_MP_STATE_AP_RESET_HOLD |

    Scenario: An application processor that was never started returns at once
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        """
      And a second vCPU
      When KVM_RUN is called with immediate_exit on the second vCPU
      Then KVM_RUN fails with EINTR
      And the MP state of the second vCPU is KVM_MP_STATE_UNINITIALIZED

  @IMM-07
  @needs-cap:IMMEDIATE_EXIT
  Rule: immediate_exit wins over request_interrupt_window, and the fields that KVM_RUN returns are still refreshed

    Scenario: No KVM_EXIT_IRQ_WINDOW_OPEN comes from the call
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the guest starts with RFLAGS=0x202
      When KVM_RUN is called with request_interrupt_window 1, exit_reason 0x77 and immediate_exit
      Then KVM_RUN fails with EINTR and exit reason 0x77
      And the vCPU is unchanged

    Scenario Outline: <field> is refreshed
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the guest starts with RFLAGS=0x202
      When KVM_RUN is called with <field> <poison> and immediate_exit
      Then KVM_RUN fails with EINTR
      And kvm_run.<field> is <value>
      And the vCPU is unchanged

      Examples:
        | field                         | poison | value |
        | if_flag                       | 0x55   | 1     |
        | ready_for_interrupt_injection | 0x55   | 1     |
        | flags                         | 0x0007 | 0     |

    Scenario: apic_base is refreshed
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with apic_base 0x55 and immediate_exit
      Then KVM_RUN fails with EINTR
      And kvm_run.apic_base is what KVM_GET_SREGS says

    @needs-cap:IRQCHIP
    Scenario: cr8 is refreshed from the in-kernel local APIC
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with cr8 0x55 and immediate_exit
      Then KVM_RUN fails with EINTR
      And kvm_run.cr8 is 0
      And the vCPU is unchanged

    Scenario: The interrupt window opens at the next KVM_RUN
      Given a vCPU in real mode at 0x1000 running
        """
        again: jmp again
        """
      And the guest starts with RFLAGS=0x202
      And KVM_RUN is called with request_interrupt_window 1 and immediate_exit
      When KVM_RUN is called with request_interrupt_window 1
      Then KVM_RUN returns 0 for KVM_EXIT_IRQ_WINDOW_OPEN
      And the vCPU is unchanged

  @IMM-08
  @needs-cap:IMMEDIATE_EXIT
  Rule: EINVAL comes before the completion, the completion before the EINTR of immediate_exit, and immediate_exit before a signal

    Scenario: immediate_exit wins over a pending signal
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with exit_reason 0x55, SIGUSR1 pending and immediate_exit
      Then KVM_RUN fails with EINTR and exit reason 0x55
      And SIGUSR1 is still pending
      And the vCPU is unchanged

    Scenario: EINVAL wins over the completion
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU has exited for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called with kvm_valid_regs 0x10000000000
      Then KVM_RUN fails with EINVAL
      And the vCPU is unchanged

    Scenario: EINVAL wins over a pending signal
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      When KVM_RUN is called with kvm_valid_regs 0x10000000000 and SIGUSR1 pending
      Then KVM_RUN fails with EINVAL
      And SIGUSR1 is still pending
      And the vCPU is unchanged

    Scenario: The completion wins over immediate_exit and a pending signal
      Given a vCPU in real mode at 0x1000 running
        """
        add byte ptr [0], 1
        hlt
        """
      And the vCPU has exited for an MMIO read of 1 byte at 0x20000
      When the read is answered with 0x41 and KVM_RUN is called with SIGUSR1 pending and immediate_exit
      Then KVM_RUN returns 0 for an MMIO write of 0x42 at 0x20000

    @needs-cap:IRQCHIP
    Scenario: The EINTR of an UNINITIALIZED vCPU wins over EINVAL
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the MP state is set to KVM_MP_STATE_UNINITIALIZED
      When KVM_RUN is called with kvm_valid_regs 0x10000000000 and immediate_exit
      Then KVM_RUN fails with EINTR
      And the vCPU is unchanged
