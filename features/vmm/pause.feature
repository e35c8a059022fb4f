@vmm
Feature: Stopping and starting vCPUs

  @TRACE-10
  Rule: A vCPU that is kept out of KVM_RUN waits, and does not call it in a loop

    Scenario: A guest is paused and resumed in quick succession
      Given a VMM with 2 vCPUs that runs
        """
        again: mov al, 0x2e
        out 0xe9, al
        jmp again
        """
      And the guest has written "." to the debug port
      When the VMM is paused and resumed 50 times
      Then the guest goes on
      And its calls keep the rule

  @SAVE-12
  Rule: Who sets immediate_exit to stop a vCPU also sends its thread a signal, because a KVM_RUN that has begun does not look at it again

    Scenario: A guest that never leaves is paused
      Given a VMM with 1 vCPU that runs
        """
        mov al, 0x2e
        out 0xe9, al
        again: jmp again
        """
      And the guest has written "." to the debug port
      When the VMM is paused and resumed 20 times
      Then its calls keep the rule
