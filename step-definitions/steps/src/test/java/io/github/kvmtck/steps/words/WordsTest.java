package io.github.kvmtck.steps.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.steps.words.Entry.Caller;
import io.github.kvmtck.steps.words.Entry.Condition;
import io.github.kvmtck.steps.words.RegisterPhrase.Clause;
import io.github.kvmtck.steps.words.RegisterPhrase.Target;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "0xAB, AB",
    "0x7788, 88 77",
    "0x00000005, 05 00 00 00",
    "0, 00",
    "256, 00 01",
    "bytes 11 22, 11 22",
  })
  void dataAreInTheOrderOfTheirAddresses(String text, String hex) {
    assertThat(text).matches(Data.REGEX);
    assertThat(Data.parse(text)).isEqualTo(new Data(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no page", "page 3", "pages 0, 2", "pages 0 to 99", "pages 1, 5 to 7"})
  void pagesPrintAsTheyAreWritten(String text) {
    assertThat(text).matches(PageSet.REGEX);
    assertThat(PageSet.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "a slot 1 of 4 pages at 0x20000, 1, 0, 4",
    "a logged slot 2 of 1 page at 0x20000, 2, 1, 1",
    "a read-only slot 3 of 2 pages at 0x20000, 3, 2, 2",
    "a read-only logged slot 4 of 0 pages at 0x20000, 4, 3, 0",
    "a slot 5 of 4 pages at 0x20000 in address space 1, 0x10005, 0, 4",
  })
  void aSlotHasTheFlagsOfItsAdjectives(String text, String slot, int flags, long pages) {
    assertThat(text).matches(SlotPhrase.REGEX);
    assertThat(SlotPhrase.parse(text))
        .isEqualTo(new SlotPhrase(Integer.decode(slot), flags, pages, 0x20000));
  }

  @Test
  void textIsItsCharacters() {
    assertThat(Data.parse("\"he\"")).isEqualTo(new Data("68 65"));
  }

  @Test
  void anAnswerIsZeroExtendedAndNeverCut() {
    assertThat(Data.parse("0xAB").extendedTo(2)).containsExactly(0xAB, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> Data.parse("0xABCD").extendedTo(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-byte read of port 0x10",
        "a string read of 5 bytes from port 0x10",
        "a string read of 512 words from port 0x10",
        "a 1-byte write of 0xAB to port 0x10",
        "an MMIO read of 1 byte at 0x20FFF",
        "an MMIO read of 8 bytes at 0x20000",
        "an MMIO write of bytes 11 22 at 0x20FFE",
        "a read of MSR 0x12345678",
        "a write of 0x1111222233334444 to MSR 0x12345678",
        "KVM_EXIT_HLT",
      })
  void anExitPrintsAsItIsWritten(String text) {
    assertThat(text).matches(ExitPhrase.REGEX);
    assertThat(ExitPhrase.parse(text)).hasToString(text);
  }

  @Test
  void aReasonMatchesWhateverElseTheExitSays() {
    Exit read = ExitPhrase.parse("a 1-byte read of port 0x10");
    assertThat(ExitPhrase.parse("KVM_EXIT_IO").matches(read)).isTrue();
    assertThat(ExitPhrase.parse("KVM_EXIT_HLT").matches(read)).isFalse();
    assertThat(ExitPhrase.parse("a 1-byte read of port 0x11").matches(read)).isFalse();
    assertThat(new Exit.Other(ExitReason.KVM_EXIT_MMIO.number()).matches(read)).isFalse();
  }

  @Test
  void anEntryHasItsConditionsInOrder() {
    String text =
        "KVM_RUN is called with exit_reason 0x55, SIGUSR1 pending and immediate_exit by another"
            + " task";
    assertThat(text).matches(Entry.REGEX);
    assertThat(Entry.parse(text))
        .isEqualTo(
            new Entry(
                Caller.ANOTHER_TASK,
                List.of(
                    new Condition.Field("exit_reason", 0x55),
                    new Condition.Pending(Signals.SIGUSR1),
                    new Condition.ImmediateExit()),
                false));
  }

  @Test
  void anEntryMayHaveNoConditions() {
    assertThat(Entry.parse("KVM_RUN is called on the second vCPU"))
        .isEqualTo(new Entry(Caller.ON_SECOND_VCPU, List.of(), false));
    assertThat("KVM_RUN is called 10 times").doesNotMatch(Entry.REGEX);
  }

  @Test
  void registersHaveValuesAndPlaces() {
    String text = "AL is 0xAB, RAX is 1 or 2 and RIP is at the IN or past the REP INSB";
    assertThat(text).matches(RegisterPhrase.REGEX);
    assertThat(RegisterPhrase.parse(text).clauses())
        .containsExactly(
            new Clause("AL", List.of(value(0xAB))),
            new Clause("RAX", List.of(value(1), value(2))),
            new Clause(
                "RIP", List.of(new Target.Place(false, "IN"), new Target.Place(true, "REP INSB"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGUSR1 is still pending", "KVM_RUN fails with EINTR", "RIP is where"})
  void otherSentencesAreNoRegisters(String text) {
    assertThat(text).doesNotMatch(RegisterPhrase.REGEX);
  }

  @Test
  void assignmentsAreByName() {
    assertThat(Assignments.parse("RAX=0x11, RCX=5 and io.size=4").values())
        .containsOnlyKeys("RAX", "RCX", "io.size")
        .containsEntry("RCX", BigInteger.valueOf(5));
  }

  private static Target value(long value) {
    return new Target.Value(BigInteger.valueOf(value));
  }
}
