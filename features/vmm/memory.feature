@vmm
Feature: Memory that changes under running vCPUs

  @TRACE-01
  Rule: No vCPU is in KVM_RUN while a range is deleted and created again

    Scenario: A guest that switches its shadow memory on and off while another vCPU runs
      The first processor turns the memory at 0xc0000 on and off by the PAM registers of the 440FX. The
      second one counts in the memory below, which becomes one range with it and two again.
      Given a VMM with 2 vCPUs that runs
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
        mov ebx, 0xfee00300
        mov dword ptr [ebx], 0x000c4500
        mov ecx, 100000
        delay: dec ecx
        jnz delay
        mov dword ptr [ebx], 0x000c4608
        again: mov ebp, 64
        toggle: mov dx, 0xcf8
        mov eax, 0x80000058
        out dx, eax
        mov dx, 0xcfe
        mov al, 0x33
        out dx, al
        mov al, 0x00
        out dx, al
        dec ebp
        jnz toggle
        mov ebx, 0x9000
        cmp dword ptr [ebx], 0
        je again
        mov al, 0x2e
        out 0xe9, al
        jmp again
        second: xor ax, ax
        mov ds, ax
        spin: inc dword ptr [0x9000]
        jmp spin
        end: nop
        table: dq 0
        dq 0x008f93000000ffff
        """
      When the guest has gone on for a while, or has crashed
      Then its calls keep the rule

    Scenario: The VMM changes the memory of a guest whose vCPUs run
      Given a VMM with 2 vCPUs that runs
        """
        xor ax, ax
        mov ds, ax
        mov ax, 0xf000
        mov es, ax
        again: mov al, 0x2e
        out 0xe9, al
        xor cx, cx
        next: mov al, es:[0x8000]
        inc dword ptr [0x6000]
        loop next
        jmp again
        """
      And the guest has written "." to the debug port
      When the memory map is changed
      And the memory map is changed
      And the memory map is changed
      Then the guest goes on
      And its calls keep the rule

  @TRACE-07
  Rule: No KVM_SET_USER_MEMORY_REGION asks for what is never allowed, such as another size, so that none is EINVAL

    Scenario: The memory of a running guest changes
      Given a VMM with 1 vCPU that runs
        """
        again: mov al, 0x2e
        out 0xe9, al
        jmp again
        """
      When the memory map is changed
      Then the guest goes on
      And its calls keep the rule

    Scenario: Memory is added to a running guest, and the kernel has none for it
      Given a kernel that may lack memory for a new memory slot
      And a VMM with 1 vCPU that runs
        """
        again: mov al, 0x2e
        out 0xe9, al
        jmp again
        """
      And the guest has written "." to the debug port
      When the kernel has no memory for the next memory slot
      And memory is added to the running guest, or the VMM gives up
      Then the guest goes on, unless the VMM has ended
      And its calls keep the rule
