@vmm
Feature: The last dirty pages of a migration

  @TRACE-13
  Rule: The last dirty log of a migration is read after every vCPU has left KVM_RUN, and before the state is saved

    Scenario: A guest that writes all the time is migrated
      Given a VMM with 1 vCPU that runs
        """
        xor ax, ax
        mov ds, ax
        mov cx, 0x1000
        again: inc word ptr [0x1000]
        inc word ptr [0x3000]
        inc word ptr [0x5000]
        loop again
        mov al, 0x2e
        out 0xe9, al
        mov cx, 0x1000
        jmp again
        """
      And the guest has written "." to the debug port
      When the VMM migrates the running guest
      Then its calls keep the rule
