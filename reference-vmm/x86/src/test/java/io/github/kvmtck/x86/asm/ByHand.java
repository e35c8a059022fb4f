package io.github.kvmtck.x86.asm;

import java.util.ArrayList;
import java.util.List;

/** Ways of writing that samples made from forms do not have. */
final class ByHand {
  private static final List<String> EVERYWHERE =
      List.of(
          "mov al, [0x10]",
          "mov ah, fs:[0x10]",
          "mov cl, 'A'",
          "mov cx, 2*3+1",
          "mov bx, 0ffffh",
          "mov cx, -1",
          "add cx, 0xffff",
          "test cl, byte ptr [0x10]",
          "test byte ptr [0x10], cl",
          "xchg cx, ax",
          "xchg ax, cx",
          "xchg cl, byte ptr [0x10]",
          "imul cx, 5",
          "imul cx, cx, 500",
          "out 0x7e, al",
          "in al, dx",
          "jz $+2",
          "jc $+300",
          "setnae cl",
          "cmovnz cx, dx",
          "sal cl, 1",
          "repe cmpsb",
          "repne scasw",
          "lock add byte ptr [0x10], 1",
          "push 0x7f",
          "push -0x80",
          "ret",
          "movzx ecx, byte ptr [0x10]",
          "nop");

  private static final List<String> NOT_IN_64 =
      List.of(
          "mov al, [bx+si]",
          "mov al, [si+bx]",
          "mov al, [di+bp-1]",
          "mov al, es:[bp]",
          "mov al, [eax+ecx]",
          "mov al, [ecx+eax*8]",
          "mov al, [eax*8+ecx]",
          "mov al, [ecx+esp]",
          "mov al, [esp]",
          "mov al, [ebp]",
          "mov al, [ebp+ecx*2]",
          "mov al, [ecx*2+ebp]",
          "mov al, ss:[ebp]",
          "mov al, ds:[ebp]",
          "jmp 0x10:0x2000",
          "call 0x10:0x2000",
          "aam",
          "aad 8",
          "mov eax, cr0",
          "push es",
          "inc ecx",
          "les cx, [bx]",
          "jmp [bx]",
          "call word ptr [bx]");

  private static final List<String> ONLY_IN_64 =
      List.of(
          "mov al, [rip+8]",
          "mov dword ptr [rip-8], 5",
          "mov al, [rax+rcx]",
          "mov al, [rcx+rsp]",
          "mov al, [r12]",
          "mov al, [r13]",
          "mov al, [r13+r12*4]",
          "mov rax, 0x80000000",
          "mov rax, -1",
          "mov eax, -1",
          "mov rax, [rax]",
          "mov spl, r8b",
          "mov rax, cr8",
          "push r8",
          "push 0x7fffffff",
          "jmp [rax]",
          "call rax",
          "movsxd rax, ecx",
          "movsq",
          "iretq",
          "cqo");

  private ByHand() {}

  static List<String> lines(int codeBits) {
    List<String> lines = new ArrayList<>(EVERYWHERE);
    lines.addAll(codeBits == 64 ? ONLY_IN_64 : NOT_IN_64);
    return lines;
  }
}
