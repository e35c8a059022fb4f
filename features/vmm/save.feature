@vmm
Feature: Saving a guest whose access is not finished
  The guest leaves for every access, so that the VMM is asked to save it while one is pending. It
  checks what it reads: a read that is done twice, or is lost, shows.

  @SAVE-01
  Rule: After an exit whose operation is pending KVM_RUN is called once more before the state is saved, with an unmasked signal pending or with immediate_exit

    Scenario: A guest that reads a FIFO is saved and restored
      The serial port is in loopback mode, with one byte more in its FIFO than was read.
      Given a VMM with 1 vCPU that runs
        """
        mov dx, 0x3fa
        mov al, 0x07
        out dx, al
        mov dx, 0x3fc
        mov al, 0x10
        out dx, al
        mov dx, 0x3f8
        xor bx, bx
        mov al, bl
        out dx, al
        inc bl
        again: mov al, bl
        out dx, al
        inc bl
        in al, dx
        cmp al, bh
        jne wrong
        inc bh
        jnz again
        mov al, 0x2e
        out 0xe9, al
        jmp again
        wrong: mov al, 0x58
        out 0xe9, al
        jmp wrong
        """
      When the VMM is saved, and restored in a fresh process, 5 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

    Scenario: A guest that reads a register which reading changes is saved and restored
      At 0xd0001000 the reference VMM has a FIFO; an Intel 82540EM clears its interrupt cause where it
      is read.
      Given a VMM with 1 vCPU, all memory in DS and registers at EBX that runs
        """
        mov ebx, 0xd0001000
        mov al, [ebx]
        mov dl, al
        inc dl
        mov al, [ebx]
        cmp al, dl
        jne cause
        mov al, 0x2e
        out 0xe9, al
        mov cx, 64
        fifo: mov eax, [ebx]
        inc dl
        cmp al, dl
        jne wrong
        add dl, 3
        loop fifo
        mov al, 0x2e
        out 0xe9, al
        mov cx, 64
        jmp fifo
        cause: mov esi, 0xd00000c8
        mov edi, 0xd00000c0
        mov dword ptr [esi], 0x10
        mov eax, [edi]
        test al, 0x10
        jz none
        mov eax, [edi]
        test al, 0x10
        jnz none
        again: mov al, 0x2e
        out 0xe9, al
        mov ecx, 64
        next: mov dword ptr [esi], 0x2000
        mov eax, [edi]
        test ax, 0x2000
        jz wrong
        dec ecx
        jnz next
        jmp again
        wrong: mov al, 0x58
        out 0xe9, al
        jmp wrong
        none: mov al, 0x3f
        out 0xe9, al
        hlt
        """
      And the guest has found its device
      When the VMM is saved with KVM_EXIT_MMIO pending, and restored in a fresh process, 4 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule
      And a vCPU was stopped with KVM_EXIT_MMIO pending

    Scenario: A guest that writes to a FIFO twice in a row is saved and restored
      The serial port is in loopback mode: a byte that is written twice is read in the place of the next.
      Given a VMM with 1 vCPU that runs
        """
        mov dx, 0x3fa
        mov al, 0x07
        out dx, al
        mov dx, 0x3fc
        mov al, 0x10
        out dx, al
        mov dx, 0x3f8
        xor bx, bx
        again: mov al, bl
        out dx, al
        out dx, al
        in al, dx
        cmp al, bl
        jne wrong
        in al, dx
        cmp al, bl
        jne wrong
        inc bl
        test bl, 31
        jnz again
        mov al, 0x2e
        out 0xe9, al
        jmp again
        wrong: mov al, 0x58
        out 0xe9, al
        jmp wrong
        """
      When the VMM is saved, and restored in a fresh process, 5 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

    Scenario: A guest that reads an MSR of the VMM is saved and restored
      The reference VMM counts the readings of its MSR 0x40000d00. QEMU serves MSR 0x35, the number of
      cores and threads.
      Given a VMM with 1 vCPU, all memory in DS and registers at EBX that runs
        """
        call base
        base: pop si
        mov ax, si
        add ax, fault - base
        mov [0x34], ax
        mov [0x36], cs
        mov ecx, 0x40000d00
        rdmsr
        mov esi, eax
        again: mov al, 0x2e
        out 0xe9, al
        mov bp, 50
        next: rdmsr
        cmp cl, 0x35
        je still
        inc esi
        still: cmp eax, esi
        jne wrong
        dec bp
        jnz next
        jmp again
        fault: cmp cl, 0x35
        je none
        mov ecx, 0x35
        iret
        wrong: mov al, 0x58
        out 0xe9, al
        jmp wrong
        none: mov al, 0x3f
        out 0xe9, al
        hlt
        """
      And the guest has found its device
      When the VMM is saved with KVM_EXIT_X86_RDMSR pending, and restored in a fresh process, 4 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule
      And a vCPU was stopped with KVM_EXIT_X86_RDMSR pending

    Scenario: A guest that asks for a page to be mapped is saved and restored
      The hypercall KVM_HC_MAP_GPA_RANGE leaves for a VMM that has asked for it; for no other one does
      it exist, and it fails in the same way.
      Given a VMM with 1 vCPU, all memory in DS and registers at EBX that runs
        """
        call base
        base: pop si
        mov ax, si
        add ax, none - base
        mov [0x18], ax
        mov [0x1a], cs
        mov bp, 1
        jmp next
        again: mov al, 0x2e
        out 0xe9, al
        mov bp, 50
        next: mov eax, 12
        xor ebx, ebx
        mov ecx, 1
        xor edx, edx
        vmcall
        cmp eax, -1000
        jne wrong
        dec bp
        jnz next
        jmp again
        wrong: mov al, 0x58
        out 0xe9, al
        jmp wrong
        none: mov al, 0x3f
        out 0xe9, al
        hlt
        """
      And the guest has found that KVM has its instruction
      When the VMM is saved with KVM_EXIT_HYPERCALL pending, and restored in a fresh process, 4 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule
      And a vCPU was stopped with KVM_EXIT_HYPERCALL pending
