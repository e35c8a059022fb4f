@vmm
Feature: One of two virtual trust levels

  @VTL-20
  Rule: On a wake-up of lower precedence a VMM keeps the inactive state and masks the source or parks the thread, and never re-enters in a busy loop

    Scenario: An NMI comes for a level while another one goes first
      The event stays pending, and KVM_RUN of the inactive level would come back for it at once, again
      and again (VTL-07). When the level goes on it is delivered.
      Given a kernel that has inactive virtual trust levels
      And a VMM with 2 vCPUs that runs
        """
        xor ax, ax
        mov ds, ax
        mov ss, ax
        mov sp, 0x7000
        call base
        base: pop si
        mov ax, si
        add ax, nmi - base
        mov [8], ax
        mov [10], cs
        again: mov al, 0x2e
        out 0xe9, al
        mov cx, 200
        next: loop next
        jmp again
        nmi: mov al, 0x4e
        out 0xe9, al
        mov al, 0x2e
        iret
        """
      And the guest has written "." to the debug port
      When another level goes first, and an NMI comes
      And the VMM is paused and resumed 20 times
      Then the guest has never written "N" to the debug port
      When the other level is done
      Then the guest goes on
      And the guest has written "N" to the debug port
      And its calls keep the rule
