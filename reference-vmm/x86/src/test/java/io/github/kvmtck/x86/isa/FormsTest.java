package io.github.kvmtck.x86.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.x86.cpu.Features;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FormsTest {
  private static void nothing(Forms forms, String line) {
    forms.whole(line, (cpu, insn) -> {});
  }

  @Test
  void theSameBytesCannotMeanTwoForms() {
    Forms forms = new Forms();
    nothing(forms, "FF /0 | INC r/mv");
    nothing(forms, "FF /1 | DEC r/mv");
    assertThatThrownBy(() -> nothing(forms, "FF /1 | SOMETHING r/mv"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"FF /1 | SOMETHING r/mv\" means the same bytes as \"FF /1 | DEC r/mv\"");
  }

  @Test
  void formsMayShareAnOpcodeWhereSomethingTellsThemApart() {
    Forms forms = new Forms();
    nothing(forms, "98 | CBW | o16");
    nothing(forms, "98 | CWDE | o32");
    nothing(forms, "8C /r | MOV m16, Sreg");
    nothing(forms, "8C /r | MOV rmv, Sreg");
    nothing(forms, "63 /r | ARPL r/m16, r16 | i64");
    nothing(forms, "63 /r | MOVSXD rv, r/m32 | x64");
    nothing(forms, "90 | NOP | nob");
    nothing(forms, "90+r | XCHG rv, rAX | nonzero");
    assertThat(forms.all()).hasSize(8);
  }

  @Test
  void aWrongLineIsRefusedWithAReason() {
    Forms forms = new Forms();
    assertThatThrownBy(() -> nothing(forms, "90"))
        .hasMessage("table line \"90\" needs an opcode column and an instruction");
    assertThatThrownBy(() -> nothing(forms, "88 /r | MOV r/m7, r8"))
        .hasMessage("unknown operand size: 7");
  }

  private static Decoded decode(String hex, int codeBits) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return Isa.decoder().decode(bytes, 0, bytes.length, codeBits);
  }

  @Test
  void whatIsTooShortOrTooLongIsSaid() {
    assertThat(decode("66", 16)).isInstanceOf(Decoded.Incomplete.class);
    assertThat(decode("8b 06 00", 16)).isInstanceOf(Decoded.Incomplete.class);
    assertThat(decode("66".repeat(14) + "90", 16)).isInstanceOf(Insn.class);
    assertThat(decode("66".repeat(15) + "90", 16)).isInstanceOf(Decoded.TooLong.class);
    assertThat(decode("0f 0a", 16)).isInstanceOf(Decoded.Undefined.class);
  }

  @Test
  void rexCountsOnlyDirectlyBeforeTheOpcode() {
    assertThat(((Insn) decode("48 66 89 c0", 64)).bits()).isEqualTo(16);
    assertThat(((Insn) decode("66 48 89 c0", 64)).bits()).isEqualTo(64);
    assertThat(((Insn) decode("41 90", 64)).form().mnemonic()).isEqualTo("XCHG");
    assertThat(((Insn) decode("90", 64)).form().mnemonic()).isEqualTo("NOP");
    assertThat(((Insn) decode("f3 90", 64)).form().mnemonic()).isEqualTo("PAUSE");
  }

  @Test
  void aMandatoryPrefixIsNotAnOperandSize() {
    Insn insn = (Insn) decode("66 0f 6f c1", 32);
    assertThat(insn.form().mnemonic()).isEqualTo("MOVDQA");
    assertThat(insn.repeat()).isZero();
  }

  @Test
  void whatCpuidDoesNotReportIsUndefined() {
    byte[] paddb = HexFormat.of().parseHex("660ffcc1");
    Features features = new Features();
    assertThat(Isa.decoder(features).decode(paddb, 0, 4, 64)).isInstanceOf(Insn.class);
    features.reported((leaf, subleaf, into) -> {});
    assertThat(Isa.decoder(features).decode(paddb, 0, 4, 64)).isInstanceOf(Decoded.Undefined.class);
    features.reported((leaf, subleaf, into) -> into[3] = leaf == 1 ? 1 << 26 : 0);
    assertThat(Isa.decoder(features).decode(paddb, 0, 4, 64)).isInstanceOf(Insn.class);
  }
}
