@kvm-run
Feature: Statistics of a VM and of a vCPU

  @RUN-05
  @needs-cap:BINARY_STATS_FD
  Rule: The header, descriptors and data of KVM_GET_STATS_FD are consistent, and the counters that KVM_RUN moves do move

    Scenario Outline: The parts of the statistics file of <object> fit together
      Given a vCPU in real mode at 0x1000 running
        """
        hlt
        """
      When the statistics of <object> are read
      Then the parts of the statistics file lie apart and hold every descriptor
      And every descriptor names its counter and points into the data

      Examples:
        | object   |
        | the VM   |
        | the vCPU |

    Scenario: Counters of the vCPU move with KVM_RUN
      Given a vCPU in real mode at 0x1000 running
        """
        again: out 0x10, al
        jmp again
        """
      And the statistics of the vCPU are read
      When KVM_RUN is called 10 times
      And the statistics of the vCPU are read
      Then a counter of exits has grown, and by how much is counted

    Scenario: Without KVM_RUN no counter of exits moves
      Given a vCPU in real mode at 0x1000 running
        """
        again: out 0x10, al
        jmp again
        """
      And KVM_RUN is called 10 times
      And the statistics of the vCPU are read
      When the statistics of the vCPU are read
      Then no counter of exits has grown
