package io.github.kvmtck.x86.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ListingTest {

  @Test
  void showsAddressBytesAndText() {
    byte[] code = HexFormat.of().parseHex("f36c8b4604660fffebf8");
    assertThat(Listing.of(code, 0x1000, 16))
        .hasToString(
            """
            0x1000  f3 6c                    rep insb
            0x1002  8b 46 04                 mov ax, word ptr [bp+0x4]
            0x1005  66                       db 0x66
            0x1006  0f                       db 0x0f
            0x1007  ff                       db 0xff
            0x1008  eb f8                    jmp 0x1002\
            """);
  }

  @Test
  void showsTheInstructionAtAnAddress() {
    byte[] code = HexFormat.of().parseHex("e41090");
    assertThat(Listing.first(code, 0x1000, 16).text()).isEqualTo("in al, 0x10");
    assertThat(Listing.first(new byte[0], 0x1000, 16).text()).isEqualTo("(no bytes)");
  }

  @Test
  void tellsNearFromFarWhereTheSizeDoesNot() {
    assertThat(text("66ff17", 16)).isEqualTo("call near dword ptr [bx]");
    assertThat(text("ff1f", 16)).isEqualTo("call dword ptr [bx]");
    assertThat(text("66ff1b", 32)).isEqualTo("call far dword ptr [ebx]");
    assertThat(text("ff13", 32)).isEqualTo("call dword ptr [ebx]");
  }

  private static String text(String hex, int bits) {
    return Listing.first(HexFormat.of().parseHex(hex), 0, bits).text();
  }
}
