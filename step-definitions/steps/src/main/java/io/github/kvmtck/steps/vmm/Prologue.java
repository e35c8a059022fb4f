package io.github.kvmtck.steps.vmm;

/** What a guest does first that is to reach devices in memory. */
final class Prologue {
  /**
   * Goes to protected mode and back, so that DS keeps a limit of 4 GiB; allows SSE; and looks for
   * registers that hold what is written to them. Those are the packet buffer of an Intel 82540EM in
   * the PCI bus's slot 5, or what the reference VMM has at 0xd0002000. EBX is left at the end of
   * their first page.
   */
  private static final String FIRST =
      """
      cli
      xor ax, ax
      mov ss, ax
      mov sp, 0x7000
      call flat_here
      flat_here: pop si
      add si, flat_table - flat_here
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
      xor ax, ax
      mov es, ax
      mov eax, cr4
      or eax, 0x600
      mov cr4, eax
      cld
      mov ebx, 0xd0003000
      mov eax, 0x80002800
      mov dx, 0xcf8
      out dx, eax
      mov dl, 0xfc
      in eax, dx
      cmp eax, 0x100e8086
      jne flat_found
      mov dl, 0xf8
      mov eax, 0x80002810
      out dx, eax
      mov dl, 0xfc
      mov eax, 0xd0000000
      out dx, eax
      mov dl, 0xf8
      mov eax, 0x80002804
      out dx, eax
      mov dl, 0xfc
      mov eax, 2
      out dx, eax
      mov ebx, 0xd0011000
      jmp flat_found
      flat_table: dq 0
      dq 0x008f93000000ffff
      flat_found: nop
      """;

  private Prologue() {}

  /** The whole program. */
  static String before(String code) {
    return FIRST + code;
  }
}
