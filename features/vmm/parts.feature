@vmm
Feature: Saving a guest whose instruction is several accesses
  One instruction leaves several times, and KVM_RUN with immediate_exit gives the next of its
  accesses in the place of EINTR. The guest checks what it has read and written.

  @SAVE-04
  Rule: An exit for I/O or MMIO that comes during completion is served, and KVM_RUN is called again

    Scenario: A guest that reads 16 bytes of registers at once is saved and restored
      Given a VMM with 1 vCPU, all memory in DS and registers at EBX that runs
        """
        sub ebx, 64
        xor edx, edx
        mov dword ptr [ebx], 0x12345678
        cmp dword ptr [ebx], 0x12345678
        jne none
        again: mov al, 0x2e
        out 0xe9, al
        mov bp, 4
        next: inc edx
        mov [ebx], edx
        mov [ebx+8], edx
        mov cx, 8
        read: movups xmm0, [ebx]
        movups [0x6000], xmm0
        cmp [0x6000], edx
        jne wrong
        cmp [0x6008], edx
        jne wrong
        loop read
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
      And the guest has found its device
      When the VMM is saved inside an instruction, and restored in a fresh process, 4 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

    Scenario: A guest that copies registers by REP MOVS is saved and restored
      Given a VMM with 1 vCPU, all memory in DS and registers at EBX that runs
        """
        sub ebx, 64
        mov dword ptr [ebx], 0x12345678
        cmp dword ptr [ebx], 0x12345678
        jne none
        xor edx, edx
        again: mov al, 0x2e
        out 0xe9, al
        mov bp, 2
        next: mov edi, ebx
        mov cx, 8
        fill: inc edx
        mov [edi], edx
        add edi, 4
        loop fill
        mov esi, ebx
        mov edi, 0x6000
        mov ecx, 8
        addr32 rep movsd
        mov si, 0x6020
        mov eax, edx
        mov cx, 8
        check: sub si, 4
        cmp [si], eax
        jne wrong
        dec eax
        loop check
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
      And the guest has found its device
      When the VMM is saved inside an instruction, and restored in a fresh process, 4 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

    Scenario: A guest that copies from a FIFO by REP MOVS is saved and restored
      At 0xd0001000 each byte that is read is one more than the one before, if there is a FIFO.
      Given a VMM with 1 vCPU, all memory in DS and registers at EBX that runs
        """
        mov ebx, 0xd0001000
        mov al, [ebx]
        mov dl, al
        inc dl
        mov al, [ebx]
        cmp al, dl
        jne none
        again: mov al, 0x2e
        out 0xe9, al
        mov bp, 1
        next: mov esi, ebx
        mov edi, 0x6000
        mov ecx, 64
        addr32 rep movsb
        mov si, 0x6000
        mov cx, 64
        check: inc dl
        cmp [si], dl
        jne wrong
        inc si
        loop check
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
      And the guest has found its device
      When the VMM is saved inside an instruction, and restored in a fresh process, 4 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

    Scenario: A guest that increments a register of a device is saved and restored
      LOCK INC reads the comparator of a HPET timer, and writes it: two exits of one instruction.
      Given a VMM with 1 vCPU, all memory in DS and registers at EBX that runs
        """
        mov ebx, 0xfed00108
        xor edx, edx
        mov dword ptr [ebx], edx
        again: lock inc dword ptr [ebx]
        inc edx
        cmp dword ptr [ebx], edx
        jne wrong
        test dl, 15
        jnz again
        mov al, 0x2e
        out 0xe9, al
        jmp again
        wrong: mov al, 0x58
        out 0xe9, al
        jmp wrong
        """
      When the VMM is saved inside an instruction, and restored in a fresh process, 4 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

    Scenario: A guest that writes 16 bytes of registers at once is saved and restored
      A HPET timer has its comparator there, and where its messages go.
      Given a VMM with 1 vCPU, all memory in DS and registers at EBX that runs
        """
        mov ebx, 0xfed00108
        mov dword ptr [ebx], 0x12345678
        mov dword ptr [ebx+8], 0x87654321
        cmp dword ptr [ebx], 0x12345678
        jne none
        cmp dword ptr [ebx+8], 0x87654321
        jne none
        xor edx, edx
        again: mov al, 0x2e
        out 0xe9, al
        mov bp, 8
        next: inc edx
        mov [0x6000], edx
        mov [0x6004], edx
        mov [0x6008], edx
        mov [0x600c], edx
        movups xmm0, [0x6000]
        movups [ebx], xmm0
        cmp [ebx], edx
        jne wrong
        cmp [ebx+4], edx
        jne wrong
        cmp [ebx+8], edx
        jne wrong
        cmp [ebx+12], edx
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
      And the guest has found its device
      When the VMM is saved inside an instruction, and restored in a fresh process, 4 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule
