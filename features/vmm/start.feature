@vmm
Feature: A vCPU that waits to be started

  @R2
  Rule: The end of a hold is complete before the next begins

    Scenario: KVM_RUN of a vCPU that waits comes back
      The first processor starts the second one after a while.
      Given a kernel that answers every second KVM_RUN of a vCPU that waits for SIPI with EAGAIN
      And a VMM with 2 vCPUs that runs
        """
        cli
        xor ax, ax
        mov ss, ax
        mov ds, ax
        mov es, ax
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
        cld
        add si, second - here
        mov di, 0x8000
        mov cx, end - second
        copy: mov al, cs:[si]
        mov [di], al
        inc si
        inc di
        loop copy
        lgdt [0x7006]
        mov eax, cr0
        or al, 1
        mov cr0, eax
        mov cx, 8
        mov ds, cx
        and al, 0xfe
        mov cr0, eax
        mov cx, 300
        wait: mov al, 0x2e
        out 0xe9, al
        loop wait
        mov ebx, 0xfee00300
        mov dword ptr [ebx], 0x000c4500
        mov ecx, 100000
        delay: dec ecx
        jnz delay
        mov dword ptr [ebx], 0x000c4608
        again: jmp again
        second: mov al, 0x32
        out 0xe9, al
        jmp second
        end: nop
        table: dq 0
        dq 0x008f93000000ffff
        """
      And the guest has written "." to the debug port
      When the VMM is paused and resumed 10 times
      Then the guest has written "2" to the debug port
      And its calls keep the rule
