@vmm
Feature: Saving a guest whose instruction is not finished
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
        hlt
        """
      When the VMM is saved, and restored in a fresh process, 5 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

  @SAVE-04
  Rule: An exit for I/O or MMIO that comes during completion is served, and KVM_RUN is called again

    Scenario: A guest that increments a register of a device is saved and restored
      LOCK INC reads the comparator of a HPET timer, and writes it: two exits of one instruction.
      Given a VMM with 1 vCPU that runs
        """
        cli
        xor ax, ax
        mov ss, ax
        mov sp, 0x7000
        call here
        here: pop si
        add si, table - here
        mov ax, cs
        movzx eax, ax
        shl eax, 4
        movzx ebx, si
        add eax, ebx
        mov [0x7008], eax
        mov word ptr [0x7006], 15
        lgdt [0x7006]
        mov eax, cr0
        or al, 1
        mov cr0, eax
        mov cx, 8
        mov ds, cx
        and al, 0xfe
        mov cr0, eax
        mov ebx, 0xfed00108
        xor edx, edx
        mov dword ptr [ebx], edx
        again: lock inc dword ptr [ebx]
        inc edx
        cmp dword ptr [ebx], edx
        jne wrong
        test dl, dl
        jnz again
        mov al, 0x2e
        out 0xe9, al
        jmp again
        wrong: mov al, 0x58
        out 0xe9, al
        hlt
        table: dq 0
        dq 0x008f93000000ffff
        """
      When the VMM is saved, and restored in a fresh process, 8 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule
