@vmm
Feature: A guest that has crashed
  The guest jumps to where no memory is, and nobody is changing that.

  @FETCH-25
  Rule: A crashed guest is visible to upper layers, and cannot be revived by resuming it

    Scenario: A guest that jumps into a hole
      Given a VMM with 1 vCPU that runs
        """
        mov al, 0x2e
        out 0xe9, al
        jmp 0xb800:0
        """
      And the guest has written "." to the debug port
      Then the VMM says that the guest has crashed
      When the VMM is told to go on
      Then the VMM still says that the guest has crashed

  @TRACE-09
  Rule: A vCPU whose guest has crashed is stopped, and not entered again and again for the same KVM_EXIT_INTERNAL_ERROR

    Scenario: A guest that jumps into a hole is not run any more
      Given a VMM with 1 vCPU that runs
        """
        mov al, 0x2e
        out 0xe9, al
        jmp 0xb800:0
        """
      And the guest has written "." to the debug port
      When the VMM says that the guest has crashed
      Then its calls keep the rule
