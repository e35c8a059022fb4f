@vmm
Feature: A guest that has crashed
  The guest goes to protected mode and jumps to 0x30000000, where no memory is, and nobody is
  changing that.

  @FETCH-25
  Rule: A crashed guest is visible to upper layers, and cannot be revived by resuming it

    Scenario: A guest that jumps into a hole
      Given a VMM with 1 vCPU that runs
        """
        cli
        xor ax, ax
        mov ss, ax
        mov sp, 0x7000
        call here
        here: pop si
        mov ax, cs
        movzx eax, ax
        shl eax, 4
        movzx ebx, si
        add eax, ebx
        add eax, table - here
        mov [0x7008], eax
        mov word ptr [0x7006], 15
        lgdt [0x7006]
        mov al, 0x2e
        out 0xe9, al
        mov eax, cr0
        or al, 1
        mov cr0, eax
        db 0x66, 0xea, 0, 0, 0, 0x30, 8, 0
        table: dq 0
        dq 0x00cf9b000000ffff
        """
      And the guest has written "." to the debug port
      Then the VMM says that the guest has crashed
      When the VMM is told to go on
      Then the VMM still says that the guest has crashed
      And its calls keep the rule

  @TRACE-09
  Rule: A vCPU whose guest has crashed is stopped, and not entered again and again for the same KVM_EXIT_INTERNAL_ERROR

    Scenario: A guest that jumps into a hole is not run any more
      Given a VMM with 1 vCPU that runs
        """
        cli
        xor ax, ax
        mov ss, ax
        mov sp, 0x7000
        call here
        here: pop si
        mov ax, cs
        movzx eax, ax
        shl eax, 4
        movzx ebx, si
        add eax, ebx
        add eax, table - here
        mov [0x7008], eax
        mov word ptr [0x7006], 15
        lgdt [0x7006]
        mov al, 0x2e
        out 0xe9, al
        mov eax, cr0
        or al, 1
        mov cr0, eax
        db 0x66, 0xea, 0, 0, 0, 0x30, 8, 0
        table: dq 0
        dq 0x00cf9b000000ffff
        """
      And the guest has written "." to the debug port
      When the VMM says that the guest has crashed
      Then its calls keep the rule

  @FETCH-23
  Rule: A VMM resumes after a failed fetch only if it is changing that guest-physical address itself, and reports a crashed guest and stops for good otherwise

    Scenario: A guest jumps into a hole, and leaves as for an access to a device, of length 0
      Given a kernel that leaves for a failed fetch as for an access to a device, of length 0
      And a VMM with 1 vCPU that runs
        """
        cli
        xor ax, ax
        mov ss, ax
        mov sp, 0x7000
        call here
        here: pop si
        mov ax, cs
        movzx eax, ax
        shl eax, 4
        movzx ebx, si
        add eax, ebx
        add eax, table - here
        mov [0x7008], eax
        mov word ptr [0x7006], 15
        lgdt [0x7006]
        mov al, 0x2e
        out 0xe9, al
        mov eax, cr0
        or al, 1
        mov cr0, eax
        db 0x66, 0xea, 0, 0, 0, 0x30, 8, 0
        table: dq 0
        dq 0x00cf9b000000ffff
        """
      And the guest has written "." to the debug port
      When the VMM says that the guest has crashed
      Then its calls keep the rule
