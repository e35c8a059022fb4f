@user-exit
Feature: The moment at which a vCPU is asked to leave
  What becomes of the request depends on where the vCPU is: in KVM_RUN, outside, or leaving already.

  @UX-05
  Rule: A vCPU that is in KVM_RUN when it is asked to leave returns as soon as it can with exit reason KVM_EXIT_REQUEST

    Scenario Outline: A guest that runs is left (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        again: inc dword ptr es:[0x2000]
        jmp again
        """
      And the vCPU can be asked to leave by <way>
      And the guest runs and counts at 0x2000
      When the vCPU is asked to leave
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST

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

    Scenario Outline: Asked <moment>, the guest runs nothing (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And KVM_RUN is begun and held <moment>
      When the vCPU is asked to leave
      And KVM_RUN goes on
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | moment                  |
        | KVM_USER_EXIT | before vcpu_run         |
        | KVM_USER_EXIT | as the guest is entered |

      @proposed:user-exit-v1 @absence:UX-02
      Examples:
        | way              | moment                  |
        | KVM_USER_EXIT_V1 | before vcpu_run         |
        | KVM_USER_EXIT_V1 | as the guest is entered |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | moment                  |
        | an exitfd | before vcpu_run         |
        | an exitfd | as the guest is entered |

  @UX-06
  Rule: A vCPU that is asked to leave outside KVM_RUN runs nothing in the next KVM_RUN and exits with KVM_EXIT_REQUEST, once however often it was asked

    Scenario Outline: Asked <times> times, the next KVM_RUN exits early and the one behind it does not (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      When the vCPU is asked to leave <times> times
      And KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the vCPU is unchanged
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_HLT
      And RAX is 1

      @proposed:user-exit @absence:UX-01
      Examples:
        | way           | times |
        | KVM_USER_EXIT | 1     |
        | KVM_USER_EXIT | 3     |

      @proposed:user-exit-v1 @absence:UX-02
      Examples:
        | way              | times |
        | KVM_USER_EXIT_V1 | 1     |
        | KVM_USER_EXIT_V1 | 3     |

      @proposed:exitfd @absence:UX-10
      Examples:
        | way       | times |
        | an exitfd | 1     |
        | an exitfd | 3     |

    Scenario Outline: Asked when KVM_RUN is called but does not have the vCPU yet (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And KVM_RUN is begun and held before it has the vCPU
      When the vCPU is asked to leave
      And KVM_RUN goes on
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST
      And the vCPU is unchanged

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

    Scenario Outline: A KVM_RUN with immediate_exit comes first (<way>)
      Given a vCPU in real mode at 0x1000 running
        """
        inc ax
        hlt
        """
      And the vCPU can be asked to leave by <way>
      And the vCPU is asked to leave
      And KVM_RUN is called with immediate_exit
      And KVM_RUN fails with EINTR
      When KVM_RUN is called
      Then KVM_RUN returns 0 for KVM_EXIT_REQUEST or for KVM_EXIT_HLT, which is recorded

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
