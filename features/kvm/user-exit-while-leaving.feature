@user-exit
Feature: A vCPU that is leaving KVM_RUN is asked to leave

  @UX-07
  Rule: A vCPU that is asked to leave when it is leaving already keeps its exit reason, and the next KVM_RUN does not exit early

    Scenario Outline: <exit> is kept (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        <instruction>
        hlt
        inc bx
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And KVM_RUN is begun and held when an exit is decided
      When the vCPU is asked to leave
      And KVM_RUN goes on
      Then KVM_RUN returns 0 for <exit>
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | instruction    | exit                              |
        | KVM_USER_EXIT | in al, 0x10    | a 1-byte read of port 0x10        |
        | KVM_USER_EXIT | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |
        | KVM_USER_EXIT | hlt            | KVM_EXIT_HLT                      |

      @proposed:user-exit-v1 @absence:UX-02
      Examples:
        | way              | instruction    | exit                              |
        | KVM_USER_EXIT_V1 | in al, 0x10    | a 1-byte read of port 0x10        |
        | KVM_USER_EXIT_V1 | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |
        | KVM_USER_EXIT_V1 | hlt            | KVM_EXIT_HLT                      |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | instruction    | exit                              |
        | an exitfd | in al, 0x10    | a 1-byte read of port 0x10        |
        | an exitfd | mov al, [0x10] | an MMIO read of 1 byte at 0x20010 |
        | an exitfd | hlt            | KVM_EXIT_HLT                      |

    Scenario Outline: The EINTR of a signal is kept (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And SIGUSR1 is blocked in the vCPU thread and not by KVM_SET_SIGNAL_MASK
      And SIGUSR1 is sent to the vCPU thread
      And KVM_RUN is begun and held when an exit is decided
      When the vCPU is asked to leave
      And KVM_RUN goes on
      Then KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR
      When SIGUSR1 is taken
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

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

    Scenario Outline: A vCPU that leaves on request is asked once more (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the vCPU is asked to leave
      And KVM_RUN is begun and held when an exit is decided
      When the vCPU is asked to leave
      And KVM_RUN goes on
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

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
