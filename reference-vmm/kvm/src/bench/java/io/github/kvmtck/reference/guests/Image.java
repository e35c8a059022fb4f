package io.github.kvmtck.reference.guests;

import io.github.kvmtck.x86.asm.Assembler;
import java.util.Arrays;

/**
 * A guest as firmware: 128 KiB that end at 4 GiB, and once more at 1 MiB. It starts at the reset
 * vector, so that nothing but the processor and RAM is needed of an emulator; it enters 64-bit mode
 * with the first 2 MiB mapped in pages of 4 KiB, and after each round tells {@link #PORT} {@link
 * #MARK} and the round's sum.
 */
final class Image {
  /** Where Bochs and QEMU have a port whose bytes go to their standard output. */
  static final int PORT = 0xe9;

  static final String MARK = "CTKROUND";

  static final int SIZE = 0x20000;

  private static final int SEGMENT = 0x10000;
  private static final int RESET = 0xfff0;
  private static final int PAYLOAD = 0x1000;
  private static final int PAYLOAD_AT = 0x10000;

  /** Real mode at F000:0. The far jump by hand: its operand size is not that of the code. */
  private static final String BOOT =
      """
              cli
              cld
              xor ax, ax
              mov ss, ax
              mov sp, 0x8000
              mov ax, cs
              mov ds, ax
              mov ax, 0x1000
              mov es, ax
              mov si, 0x1000
              xor di, di
              mov cx, 0x1000
              rep movsb
              mov ax, 0x2000          ; page tables at 0x20000
              mov es, ax
              xor di, di
              xor eax, eax
              mov cx, 0x1000
              rep stosd
              mov dword ptr es:[0], 0x21003
              mov dword ptr es:[0x1000], 0x22003
              mov dword ptr es:[0x2000], 0x23003
              mov di, 0x3000
              mov eax, 3
      pages:  mov es:[di], eax
              add di, 8
              add eax, 0x1000
              cmp di, 0x4000
              jb pages
              lgdt [gdtr]
              mov eax, 0x20
              mov cr4, eax
              mov eax, 0x20000
              mov cr3, eax
              mov ecx, 0xc0000080
              xor edx, edx
              mov eax, 0x100
              wrmsr
              mov eax, 0x80000001
              mov cr0, eax
              db 0x66, 0xea
              dd 0x10000
              dw 8
              align 8
      gdt:    dq 0
              dq 0x00af9b000000ffff
              dq 0x00cf93000000ffff
      gdtr:   dw 23
              dd 0xf0000 + gdt
      """;

  private static final String ROUNDS =
      """
              mov eax, 16
              mov ds, ax
              mov es, ax
              mov ss, ax
              mov rsp, 0x9000
              call setup
      again:  call round
              mov rbx, 0x444e554f524b5443
              call tell
              mov rbx, rax
              call tell
              jmp again
      tell:   mov r14, rax
              mov ecx, 8
      digits: mov al, bl
              out 0xe9, al
              shr rbx, 8
              dec ecx
              jnz digits
              mov rax, r14
              ret
      """;

  private Image() {}

  static byte[] of(Guest guest) {
    byte[] image = new byte[SIZE];
    Arrays.fill(image, (byte) 0xf4);
    put(image, 0, Assembler.assemble(BOOT, 0, 16).bytes());
    put(image, PAYLOAD, Assembler.assemble(ROUNDS + guest.source(), PAYLOAD_AT, 64).bytes());
    put(image, RESET, Assembler.assemble("jmp 0xf000:0", RESET, 16).bytes());
    return image;
  }

  private static void put(byte[] image, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, image, SEGMENT + at, bytes.length);
  }
}
