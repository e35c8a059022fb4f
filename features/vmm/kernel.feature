@vmm
Feature: A kernel that does what it seldom does
  The kernel does nothing that it may not do, but does it all the time. The guest checks the answers
  of two devices: the FIFO of a serial port in loopback mode, and the comparator of a HPET timer,
  which LOCK INC reads and writes. An access that is lost, done twice or torn shows.

  Background:
    Given a guest that checks what its devices answer
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
      mov dx, 0x3fa
      mov al, 0x07
      out dx, al
      mov dx, 0x3fc
      mov al, 0x10
      out dx, al
      mov dx, 0x3f8
      xor cx, cx
      mov ebx, 0xfed00108
      xor edi, edi
      mov dword ptr [ebx], edi
      mov al, cl
      out dx, al
      inc cl
      again: mov al, cl
      out dx, al
      inc cl
      in al, dx
      cmp al, ch
      jne wrong
      lock inc dword ptr [ebx]
      inc edi
      cmp dword ptr [ebx], edi
      jne wrong
      inc ch
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

  @SAVE-07
  Rule: No state is saved with an operation pending: what was read is read twice, what was written may be written twice or not at all

    Scenario: A guest is saved and restored whose every second KVM_RUN is interrupted
      Given a kernel that answers every second KVM_RUN with EINTR and KVM_EXIT_INTR
      And a VMM with 1 vCPU that runs it
      When the VMM is saved, and restored in a fresh process, 5 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule

  @SAVE-05
  Rule: After the EINTR of immediate_exit exit_reason is what an earlier exit left, and is not served again

    Scenario: A guest runs whose every second KVM_RUN fails beside an old exit
      Given a kernel that answers every second KVM_RUN with EINTR and leaves exit_reason as it was
      And a VMM with 1 vCPU that runs it
      When the VMM is paused and resumed 20 times
      Then the guest goes on
      And the guest has never written "X" to the debug port
      And its calls keep the rule
