@user-exit
Feature: A request to leave, pending operations and blocked vCPUs

  @UX-09
  Rule: A pending operation is finished before a request to leave is looked at, and if it needs userspace once more that exit takes the place of the request

    Scenario Outline: A port read is finished (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the vCPU has exited for a 1-byte read of port 0x10
      And the vCPU is asked to leave
      When the read is answered with 0xAB and KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And AL is 0xAB and RIP is past the IN

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           |
        | KVM_USER_EXIT |

      @proposed:user-exit-v1 @absence:UX-02
      Examples:
        | way              |
        | KVM_USER_EXIT_V1 |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       |
        | an exitfd |

    Scenario Outline: The second piece of an MMIO read takes the place of the request (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        mov ax, [0x0FFF]
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the vCPU has exited for an MMIO read of 1 byte at 0x20FFF
      And the vCPU is asked to leave
      When the read is answered with 0x34 and KVM_RUN is called
      Then KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000
      When the read is answered with 0x12 and KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And AX is 0x1234

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           |
        | KVM_USER_EXIT |

      @proposed:user-exit-v1 @absence:UX-02
      Examples:
        | way              |
        | KVM_USER_EXIT_V1 |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       |
        | an exitfd |

  @UX-12
  @needs-cap:IRQCHIP
  Rule: A blocked vCPU that is asked to leave exits with KVM_EXIT_REQUEST and keeps its MP state

    Scenario Outline: Asked asleep in <state> (<way>)
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the MP state is set to <state>
      And the vCPU sleeps in KVM_RUN
      When the vCPU is asked to leave
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the MP state is <state>
      And the vCPU is unchanged

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | state                      |
        | KVM_USER_EXIT | KVM_MP_STATE_HALTED        |
        | KVM_USER_EXIT | KVM_MP_STATE_UNINITIALIZED |
        | KVM_USER_EXIT | KVM_MP_STATE_INIT_RECEIVED |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | state                      |
        | an exitfd | KVM_MP_STATE_HALTED        |
        | an exitfd | KVM_MP_STATE_UNINITIALIZED |
        | an exitfd | KVM_MP_STATE_INIT_RECEIVED |

    Scenario Outline: Asked as it goes to sleep in <state> (<way>)
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the MP state is set to <state>
      And KVM_RUN is begun and held as the vCPU goes to sleep
      When the vCPU is asked to leave
      And KVM_RUN goes on
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the MP state is <state>

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | state                      |
        | KVM_USER_EXIT | KVM_MP_STATE_HALTED        |
        | KVM_USER_EXIT | KVM_MP_STATE_UNINITIALIZED |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | state                      |
        | an exitfd | KVM_MP_STATE_HALTED        |
        | an exitfd | KVM_MP_STATE_UNINITIALIZED |

    Scenario Outline: Asked before KVM_RUN in <state> (<way>)
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the MP state is set to <state>
      And the vCPU is asked to leave
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the MP state is <state>
      And the vCPU is unchanged

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | state                      |
        | KVM_USER_EXIT | KVM_MP_STATE_HALTED        |
        | KVM_USER_EXIT | KVM_MP_STATE_UNINITIALIZED |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | state                      |
        | an exitfd | KVM_MP_STATE_HALTED        |
        | an exitfd | KVM_MP_STATE_UNINITIALIZED |

    Scenario Outline: Asked while the guest waits in HLT (<way>)
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        hlt
        inc ax
        """
      And the vCPU can be asked to leave by <way>
      And the vCPU sleeps in KVM_RUN
      When the vCPU is asked to leave
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the MP state is KVM_MP_STATE_HALTED
      And RAX is 0 and RIP is past the HLT

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           |
        | KVM_USER_EXIT |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       |
        | an exitfd |

    @proposed:hv-inactive-vtl
    Scenario Outline: Asked while an inactive VTL waits (<way>)
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the vCPU is to wait by KVM_MP_STATE_HV_INACTIVE_VTL
      And the vCPU sleeps in KVM_RUN
      When the vCPU is asked to leave
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the number of the MP state is 11
      And the vCPU is unchanged

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           |
        | KVM_USER_EXIT |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       |
        | an exitfd |

    @proposed:user-exit-v1 @absence:UX-02
    Scenario: With version 1 a HALTED vCPU stays, and leaves before it runs what an event wakes it for
      Given a vCPU with an in-kernel irqchip in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by KVM_USER_EXIT_V1
      And the MP state is set to KVM_MP_STATE_HALTED
      And KVM_RUN is begun and held as the vCPU goes to sleep
      And the vCPU is asked to leave
      When KVM_RUN goes on
      Then the vCPU still sleeps in KVM_RUN
      When another task sends an NMI with KVM_SIGNAL_MSI
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the MP state is KVM_MP_STATE_RUNNABLE
      And RAX is 0
