package io.github.kvmtck.x86.isa;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Feature;
import io.github.kvmtck.x86.cpu.Features;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which forms need which features (SDM vol. 2, "CPUID Feature Flag" of each instruction). */
class FeaturesTest {
  /**
   * What no feature tells of: the instructions of the 80486, prefixes and hints that were NOP
   * before, what 64-bit mode brings with it, and VMCALL and MWAIT, about which KVM decides.
   */
  private static final String ALWAYS =
      """
      AAA AAD AAM AAS ADC ADD AND ARPL BOUND BSF BSR BSWAP BT BTC BTR BTS CALL CBW CDQ CDQE CLC CLD
      CLI CLTS CMC CMP CMPSB CMPSD CMPSQ CMPSW CMPXCHG CPUID CQO CWD CWDE DAA DAS DEC DIV ENTER HLT
      IDIV IMUL IN INC INSB INSD INSW INT INT1 INT3 INTO INVD INVLPG IRET IRETD IRETQ JA JAE JB JBE
      JCXZ JE JECXZ JG JGE JL JLE JMP JNE JNO JNP JNS JO JP JRCXZ JS LAHF LAR LDS LEA LEAVE LES LFS
      LGDT LGS LIDT LLDT LMSW LODSB LODSD LODSQ LODSW LOOP LOOPE LOOPNE LSL LSS LTR MONITOR MOV
      MOVSB MOVSD MOVSQ MOVSW MOVSX MOVSXD MOVZX MUL MWAIT NEG NOP NOT OR OUT OUTSB OUTSD OUTSW
      PAUSE POP POPA POPAD POPF POPFD POPFQ PREFETCHNTA PREFETCHT0 PREFETCHT1 PREFETCHT2 PUSH PUSHA
      PUSHAD PUSHF PUSHFD PUSHFQ RCL RCR RDPMC RET RETF ROL ROR RSM SAHF SALC SAR SBB SCASB SCASD
      SCASQ SCASW SETA SETAE SETB SETBE SETE SETG SETGE SETL SETLE SETNE SETNO SETNP SETNS SETO
      SETP SETS SGDT SHL SHLD SHR SHRD SIDT SLDT SMSW STC STD STI STOSB STOSD STOSQ STOSW STR SUB
      TEST UD1 UD2 VERR VERW VMCALL VMMCALL WBINVD XADD XCHG XLATB XOR
      """;

  @Test
  void whatNamesNoFeatureIsListed() {
    Set<String> found =
        Isa.all().stream()
            .filter(form -> form.features().isEmpty())
            .map(Form::mnemonic)
            .collect(Collectors.toSet());
    assertThat(found).containsExactlyInAnyOrder(ALWAYS.strip().split("\\s+"));
  }

  @ParameterizedTest
  @CsvSource({
    // code, the features that it needs in 64-bit mode
    "0fa2,''",
    "0f31,TSC",
    "0f32,MSR",
    "0f30,MSR",
    "0f44c1,CMOV",
    "dac1,FPU CMOV",
    "dbf1,FPU CMOV",
    "d9e8,FPU",
    "9b,FPU",
    "dd08,FPU SSE3",
    "0fc708,CX8",
    "480fc708,CX16",
    "0fae00,FXSR",
    "0fae20,XSAVE",
    "0fae30,XSAVEOPT",
    "0fc720,XSAVEC",
    "0f01d0,XSAVE",
    "0f05,SYSCALL",
    "0f34,SEP",
    "0f01f8,LM",
    "9f,LAHF64",
    "0fc7f0,RDRAND",
    "0fc7f8,RDSEED",
    "f30fc7f8,RDPID",
    "660f388200,INVPCID",
    "f30fb8c1,POPCNT",
    "0f6fc1,MMX",
    "0f58c1,SSE",
    "660f58c1,SSE2",
    "660f38dcc1,AES",
    "c4e278f3c9,BMI1",
    "f30faec0,FSGSBASE",
    "0f01ca,SMAP",
  })
  void andOthersAreThereWithTheirFeaturesOnly(String code, String names) {
    Set<Feature> needed =
        names.isEmpty()
            ? Set.of()
            : Set.of(names.split(" ", -1)).stream()
                .map(Feature::valueOf)
                .collect(Collectors.toSet());
    assertThat(decodes(code, needed)).isTrue();
    for (Feature one : needed) {
      Set<Feature> others = needed.stream().filter(each -> each != one).collect(Collectors.toSet());
      assertThat(decodes(code, others)).as("without " + one).isFalse();
    }
  }

  private static boolean decodes(String code, Set<Feature> reported) {
    Features features = new Features();
    features.reported(
        (leaf, subleaf, into) -> reported.forEach(each -> each.report(leaf, subleaf, into)));
    byte[] bytes = HexFormat.of().parseHex(code);
    return Isa.decoder(features).decode(bytes, 0, bytes.length, 64) instanceof Insn;
  }
}
