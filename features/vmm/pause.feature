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
      When the VMM is paused while KVM runs the guest, and resumed, 20 times
      Then its calls keep the rule

  @R5
  Rule: Whoever stops vCPUs signals their tasks, so that one which waits for a page is stopped too

    Scenario: A guest that leaves all the time is paused
      A kick that comes while an exit is served finds no KVM_RUN to end: the next one must not begin.
      Given a VMM with 1 vCPU that runs
        """
        again: mov al, 0x2e
        out 0xe9, al
        mov cx, 200
        next: in al, 0x80
        loop next
        jmp again
        """
      And the guest has written "." to the debug port
      When the VMM is paused between two calls of KVM_RUN, and resumed, 20 times
      Then the guest goes on
      And a kick came between two calls of KVM_RUN
      And its calls keep the rule

  @R1
  Rule: Holds of vCPUs are counted, so that the end of one does not end another

    Scenario: A guest is paused by two
      Given a VMM with 1 vCPU that runs
        """
        again: mov al, 0x2e
        out 0xe9, al
        mov cx, 200
        next: in al, 0x80
        loop next
        jmp again
        """
      And the guest has written "." to the debug port
      When the VMM is paused by "the first"
      And the VMM is paused by "the second"
      And "the first" lets the VMM go on
      Then the VMM says that it is paused
      When "the second" lets the VMM go on
      Then the guest goes on
      And its calls keep the rule

    Scenario: A paused guest is saved
      Given a VMM with 1 vCPU that runs
        """
        again: mov al, 0x2e
        out 0xe9, al
        mov cx, 200
        next: in al, 0x80
        loop next
        jmp again
        """
      And the guest has written "." to the debug port
      When the VMM is paused
      And the VMM is saved
      Then the VMM says that it is paused
      When the VMM is resumed
      Then the guest goes on
      And its calls keep the rule

    Scenario: The memory of a paused guest changes
      Given a VMM with 1 vCPU that runs
        """
        again: mov al, 0x2e
        out 0xe9, al
        mov cx, 200
        next: in al, 0x80
        loop next
        jmp again
        """
      And the guest has written "." to the debug port
      When the VMM is paused
      And the memory map is changed
      Then the VMM says that it is paused
      When the VMM is resumed
      Then the guest goes on
      And its calls keep the rule
