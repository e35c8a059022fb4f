package io.github.kvmtck.x86.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerTest {

  static String hex(String source, int bits) {
    return HexFormat.of().formatHex(Assembler.assemble(source, 0x1000, bits).bytes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      value = {
        "mov ax, [bx+si+4]                     => 8b4004",
        "mov ax, 4[bx][si]                     => 8b4004",
        "MOV AL, byte ptr [0x10]               => a01000",
        "mov al, byte [10h]                    => a01000",
        "mov al, ds:0x10                       => a01000",
        "mov bl, es:[di]                       => 268a1d",
        "mov bl, [es:di]                       => 268a1d",
        "mov bl, ds:[di]                       => 8a1d",
        "mov bl, [bp]                          => 8a5e00",
        "mov bl, [bp - 300]                    => 8a9ed4fe",
        "lock inc word ptr [bx]                => f0ff07",
        "mov eax, -1                           => 66b8ffffffff",
        "mov ax, 0xffff                        => b8ffff",
        "add ax, 0xffff                        => 83c0ff",
        "add ax, 'ab'                          => 056162",
        "mov ax, 1 << 9 | 2*3 & ~1             => b80602",
        "mov cl, [eax*4 + ebx - 8]             => 678a4c83f8",
        "mov cl, [esp]                         => 678a0c24",
        "mov cl, [esi*2]                       => 678a0c7500000000",
        "test [bx], ax                         => 8507",
        "in al, 0x10                            => e410",
        "in al, dx                              => ec",
        "out 0x7e, al                           => e67e",
        "out dx, eax                            => 66ef",
        "rep insb                               => f36c",
        "rep insw                               => f36d",
        "repe cmpsb                             => f3a6",
        "es lodsb                               => 26ac",
        "addr32 movsb                           => 67a4",
        "hlt                                    => f4",
        "rdmsr                                  => 0f32",
        "int3                                   => cc",
        "int 3                                  => cd03",
        "retf 4                                 => ca0400",
        "push dword 5                           => 666a05",
        "push 5                                 => 6a05",
        "jmp 0x10:0x2000                        => ea00201000",
        "jmp far [bx]                           => ff2f",
        "jmp [bx]                               => ff27",
        "call dword ptr [bx]                    => ff1f",
        "shl ax, 1                              => d1e0",
        "sal byte ptr [si], cl                  => d224",
        "xchg ax, bx                            => 93",
        "xchg bx, ax                            => 93",
        "imul cx, 5                             => 6bc905",
        "aam                                    => d40a",
        "iretd                                  => 66cf",
        "mov eax, cr0                           => 0f20c0",
        "mov es, [bx]                           => 8e07",
        "movups xmm0, [bx]                      => 0f1007",
        "jz $                                   => 74fe",
        "setz al                                => 0f94c0",
        "lgdt [0x20]                            => 0f01162000",
        "lock                                   => f0",
        "cmpxchg8b [bx]                         => 0fc70f",
        "enter 16, 0                            => c8100000",
        "test ax, [bx]                         => 8507",
      })
  void sixteenBitCode(String source, String bytes) {
    assertThat(hex(source, 16)).isEqualTo(bytes);
  }

  @Test
  void dataAndLabels() {
    Program program =
        Assembler.assemble(
            """
            start:  mov si, text      ; bare labels are addresses
                    mov bx, end - text
                    align 8
            text:   db 'hi', 0, 'x' + 1
                    dw 0x1234, $ - start, 'abc'
            end:    times 2 dd -1
                    org 0x1030
                    dq text
            """,
            0x1000,
            16);
    assertThat(HexFormat.of().formatHex(program.bytes()))
        .isEqualTo(
            "be0810bb0c009090"
                + "68690079"
                + "34120c0061626300"
                + "ffffffffffffffff"
                + "00".repeat(20)
                + "0810000000000000");
    assertThat(program.label("end")).isEqualTo(0x1014);
    assertThat(program.lineAt(0x1009).orElseThrow().number()).isEqualTo(4);
  }
}
