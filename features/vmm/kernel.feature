@vmm
Feature: A kernel that does what it seldom does
  The kernel does nothing that it may not do, but does it all the time. The guest checks the answers
  of two devices: the FIFO of a serial port in loopback mode, which it writes byte by byte and reads
  two bytes at once, and the comparator of a HPET timer, which LOCK INC reads and writes and MOVQ
  takes eight bytes of. An access that is lost, done twice or torn shows.

  Background:
    Given a guest that checks what its devices answer
      """
      cli
      xor ax, ax
      mov ss, ax
      mov es, ax
      mov sp, 0x7000
      cld
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
      mov dx, 0x3fa
      mov al, 0x07
      out dx, al
      mov dx, 0x3fc
      mov al, 0x10
      out dx, al
      mov dx, 0x3f8
      xor bp, bp
      mov ebx, 0xfed00108
      xor edi, edi
      mov dword ptr [ebx], edi
      mov al, 0
      out dx, al
      again: mov ax, bp
      inc al
      out dx, al
      inc al
      out dx, al
      push di
      mov di, 0x7020
      mov cx, 2
      rep insb
      pop di
      mov cx, bp
      cmp es:[0x7020], cl
      jne wrong
      inc cl
      cmp es:[0x7021], cl
      jne wrong
      add bp, 2
      lock inc dword ptr [ebx]
      inc edi
      cmp dword ptr [ebx], edi
      jne wrong
      mov esi, edi
      not esi
      mov ss:[0x7010], edi
      mov ss:[0x7014], esi
      movq mm0, ss:[0x7010]
      movq [ebx], mm0
      movq mm1, [ebx]
      movq ss:[0x7018], mm1
      cmp ss:[0x7018], edi
      jne wrong
      cmp ss:[0x701c], esi
      jne wrong
      test bp, 0xff
      jnz again
      mov al, 0x2e
      out 0xe9, al
      jmp again
      wrong: mov al, 0x58
      out 0xe9, al
      jmp wrong
      table: dq 0
      dq 0x008f93000000ffff
      """

  @SAVE-02
  Rule: Completion under immediate_exit is repeated until KVM_RUN fails with EINTR, because it may return 0 for the next exit of the same instruction

    Scenario: An access leaves twice
      No instruction of this guest leaves twice by itself.
      Given a kernel that leaves twice for an access of 8 bytes to a device
      And a VMM with 1 vCPU, all memory in DS and registers at EBX that runs
        """
        xor edi, edi
        again: inc edi
        mov esi, edi
        not esi
        mov [0x7010], edi
        mov [0x7014], esi
        movq mm0, [0x7010]
        movq [ebx-8], mm0
        movq mm1, [ebx-8]
        movq [0x7018], mm1
        cmp [0x7018], edi
        jne wrong
        cmp [0x701c], esi
        jne wrong
        test edi, 0x7f
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

  @SAVE-05
  Rule: After the EINTR of immediate_exit exit_reason is what an earlier exit left, and is not served again

    Scenario: Every second KVM_RUN fails beside an old exit
      Given a kernel that answers every second KVM_RUN with EINTR and leaves exit_reason as it was
      And a VMM with 1 vCPU that runs it
      When the VMM is paused and resumed 20 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

  @SAVE-07
  Rule: No state is saved with an operation pending: what was read is read twice, what was written may be written twice or not at all

    Scenario: Every second KVM_RUN is interrupted
      Given a kernel that answers every second KVM_RUN with EINTR and KVM_EXIT_INTR
      And a VMM with 1 vCPU that runs it
      When the VMM is saved, and restored in a fresh process, 3 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

    Scenario: An exit comes exactly at the pause
      Given a kernel whose guest leaves once more before a signal ends KVM_RUN
      And a VMM with 1 vCPU that runs it
      When the VMM is saved, and restored in a fresh process, 3 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

    Scenario: The signal comes one instruction after the kick
      Given a kernel whose guest runs one more instruction before a signal ends KVM_RUN
      And a VMM with 1 vCPU that runs it
      When the VMM is saved, and restored in a fresh process, 3 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

    Scenario: The kernel says which exits need completion
      Given a kernel that sets KVM_RUN_NEEDS_COMPLETION
      And a kernel whose guest leaves once more before a signal ends KVM_RUN
      And a VMM with 1 vCPU that runs it
      When the VMM is saved, and restored in a fresh process, 3 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

  @SAVE-16
  Rule: The number that KVM_GET_MSRS or KVM_SET_MSRS returns is compared with the number that was asked for

    Scenario: An MSR cannot be read
      The guest checks MSRs that stand behind that one in every list.
      Given a kernel that may refuse to read MSR 0x1a0
      And a VMM with 1 vCPU that runs
        """
        mov edx, 0x5678
        mov eax, 0x9abcdef0
        mov ecx, 0xc0000102
        wrmsr
        mov ecx, 0xc0000082
        wrmsr
        again: mov bx, 64
        check: mov ecx, 0xc0000102
        rdmsr
        cmp eax, 0x9abcdef0
        jne wrong
        mov ecx, 0xc0000082
        rdmsr
        cmp edx, 0x5678
        jne wrong
        dec bx
        jnz check
        mov al, 0x2e
        out 0xe9, al
        jmp again
        wrong: mov al, 0x58
        out 0xe9, al
        jmp wrong
        """
      And the guest has written "." to the debug port
      When the kernel refuses to read it
      And the VMM is saved, and restored in a fresh process, or gives up
      Then the guest goes on, unless the VMM has ended
      And the guest has never written "X" to the debug port
      And its calls keep the rule
