@user-exit
Feature: A request to leave and a signal
  The same scenarios for every way that asks a vCPU to leave, and what is different.

  @UX-08
  Rule: Asking a vCPU to leave is like sending a signal that only KVM_RUN lets through, but that ends KVM_RUN with EINTR and KVM_EXIT_INTR and stays pending

    Scenario Outline: Asked before KVM_RUN by <way>
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the vCPU is asked to leave
      When KVM_RUN is called
      Then KVM_RUN <ends>
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN <next>

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | ends                           | next                       |
        | KVM_USER_EXIT | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |

      @proposed:user-exit-v1 @absence:UX-02
      Examples:
        | way              | ends                           | next                       |
        | KVM_USER_EXIT_V1 | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | ends                           | next                       |
        | an exitfd | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |

      Examples:
        | way     | ends                                           | next                                           |
        | SIGUSR1 | fails with EINTR and exit reason KVM_EXIT_INTR | fails with EINTR and exit reason KVM_EXIT_INTR |

    Scenario Outline: Asked while the guest runs by <way>
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        cmp bx, 1
        jne again
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the guest runs and counts at 0x2000
      When the vCPU is asked to leave
      Then KVM_RUN <ends>
      When userspace sets RBX=1
      And KVM_RUN is called
      Then KVM_RUN <next>

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | ends                           | next                       |
        | KVM_USER_EXIT | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |

      @proposed:user-exit-v1 @absence:UX-02
      Examples:
        | way              | ends                           | next                       |
        | KVM_USER_EXIT_V1 | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | ends                           | next                       |
        | an exitfd | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |

      Examples:
        | way     | ends                                           | next                                           |
        | SIGUSR1 | fails with EINTR and exit reason KVM_EXIT_INTR | fails with EINTR and exit reason KVM_EXIT_INTR |

    Scenario Outline: Asked <moment> by <way>
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And KVM_RUN is begun and held <moment>
      When the vCPU is asked to leave
      And KVM_RUN goes on
      Then KVM_RUN <ends>
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN <next>

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | moment                  | ends                           | next                       |
        | KVM_USER_EXIT | before it has the vCPU  | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |
        | KVM_USER_EXIT | before vcpu_run         | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |
        | KVM_USER_EXIT | as the guest is entered | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |

      @proposed:user-exit-v1 @absence:UX-02
      Examples:
        | way              | moment                  | ends                           | next                       |
        | KVM_USER_EXIT_V1 | before it has the vCPU  | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |
        | KVM_USER_EXIT_V1 | before vcpu_run         | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |
        | KVM_USER_EXIT_V1 | as the guest is entered | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | moment                  | ends                           | next                       |
        | an exitfd | before it has the vCPU  | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |
        | an exitfd | before vcpu_run         | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |
        | an exitfd | as the guest is entered | returns 0 for KVM_EXIT_REQUEST | returns 0 for KVM_EXIT_HLT |

      Examples:
        | way     | moment                  | ends                                           | next                                           |
        | SIGUSR1 | before it has the vCPU  | fails with EINTR and exit reason KVM_EXIT_INTR | fails with EINTR and exit reason KVM_EXIT_INTR |
        | SIGUSR1 | before vcpu_run         | fails with EINTR and exit reason KVM_EXIT_INTR | fails with EINTR and exit reason KVM_EXIT_INTR |
        | SIGUSR1 | as the guest is entered | fails with EINTR and exit reason KVM_EXIT_INTR | fails with EINTR and exit reason KVM_EXIT_INTR |

    Scenario Outline: Asked when an exit is decided by <way>
      Given a vCPU in real mode at 0x1000 running
        """
        in  al, 0x10
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And KVM_RUN is begun and held when an exit is decided
      When the vCPU is asked to leave
      And KVM_RUN goes on
      Then KVM_RUN returns 0 for a 1-byte read of port 0x10
      When the read is answered with 0xAB and KVM_RUN is called
      Then KVM_RUN <next>
      And AL is 0xAB

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | next                       |
        | KVM_USER_EXIT | returns 0 for KVM_EXIT_HLT |

      @proposed:user-exit-v1 @absence:UX-02
      Examples:
        | way              | next                       |
        | KVM_USER_EXIT_V1 | returns 0 for KVM_EXIT_HLT |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | next                       |
        | an exitfd | returns 0 for KVM_EXIT_HLT |

      Examples:
        | way     | next                                           |
        | SIGUSR1 | fails with EINTR and exit reason KVM_EXIT_INTR |

    @race
    Scenario Outline: Asked at any time by <way>, 200 port writes come once each
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc al
        out 0x10, al
        jmp again
        """
      And the vCPU can be asked to leave by <way>
      When the guest writes to port 0x10 200 times and is asked to leave at any time
      Then no write was lost or repeated

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

      Examples:
        | way     |
        | SIGUSR1 |

    Scenario: A signal that stays pending can be taken, and then the guest runs
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by SIGUSR1
      And the vCPU is asked to leave
      And KVM_RUN is called
      And KVM_RUN fails with EINTR
      When SIGUSR1 is taken
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1
