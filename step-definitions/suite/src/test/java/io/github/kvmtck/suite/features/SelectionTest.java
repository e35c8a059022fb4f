package io.github.kvmtck.suite.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  private final Suite suite = Sample.suite();

  @Test
  void aRuleAFamilyAndAScenarioCanBeNamed() {
    assertThat(ids("SAMPLE-03")).hasSize(4).allMatch(id -> id.startsWith("SAMPLE-03/"));
    assertThat(ids("SAMPLE")).hasSameElementsAs(ids());
    assertThat(ids("SAMPLE-01/every-step-holds")).containsExactly("SAMPLE-01/every-step-holds");
    assertThat(ids("SAMPLE-03", "SAMPLE-04")).hasSize(8);
  }

  @Test
  void anIdIsTakenInAnyCase() {
    assertThat(ids("sample-03")).hasSize(4);
    assertThat(ids("Sample")).hasSameElementsAs(ids());
    assertThat(ids("sample-01/Every-step-holds")).containsExactly("SAMPLE-01/every-step-holds");
  }

  @Test
  void aRowOfAnOutlineHasItsOwnPlace() {
    assertThat(suite.entries())
        .filteredOn(entry -> entry.id().startsWith("SAMPLE-01/rows"))
        .extracting(entry -> entry.id(), entry -> entry.place().line())
        .containsExactly(
            tuple("SAMPLE-01/rows-are-told-apart@one-3", 27),
            tuple("SAMPLE-01/rows-are-told-apart@three-5", 28));
  }

  @Test
  void tagsSelect() {
    assertThat(
            select(
                new Selection(
                    List.of(),
                    Optional.of("@SAMPLE-02 and (@leaking or @broken-hook)"),
                    Optional.empty())))
        .hasSize(2);
  }

  @Test
  void aScenarioThatMayNotApplyBringsThoseThatTestTheAbsence() {
    Selection selection = new Selection(List.of("SAMPLE-10"), Optional.empty(), Optional.empty());
    assertThat(selection.withAbsences(suite))
        .extracting(Entry::id)
        .containsExactly("SAMPLE-10/a-feature-is-there", "SAMPLE-11/a-feature-is-absent");
    assertThat(Selection.ALL.withAbsences(suite)).isEqualTo(suite.entries());
  }

  @Test
  void anAbsenceThatNoScenarioTestsIsAProblem() {
    SuiteFiles files =
        new SuiteFiles("io/github/kvmtck/suite/unfounded", List.of("kvm"), List.of());
    assertThatThrownBy(() -> Suite.read(files).orThrow())
        .hasMessageEndingWith(
            "lone.feature:6: no scenario tests LONE-02, which @absence:LONE-02 rests on");
  }

  @Test
  void anUnknownRuleIsRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> ids("SAMPLE-0l"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "There is no rule, family or scenario SAMPLE-0l; did you mean SAMPLE-01? `kvm-tck"
                + " rules` lists them.");
    assertThatThrownBy(() -> ids("nonsense"))
        .hasMessage("There is no rule, family or scenario nonsense. `kvm-tck rules` lists them.");
    assertThatThrownBy(() -> ids("SAMPLE-01/every-step-hold"))
        .hasMessageEndingWith(
            "; did you mean SAMPLE-01/every-step-holds? `kvm-tck run --list --rule SAMPLE-01` lists"
                + " them.");
  }

  @Test
  void tagsThatDoNotParseAreRefused() {
    assertThatThrownBy(
            () -> select(new Selection(List.of(), Optional.of("@a and"), Optional.empty())))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("The tag expression \"@a and\" does not parse: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void shardsAreDisjointAndMissNothing() {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      all.addAll(select(new Selection(List.of(), Optional.empty(), Optional.of(new Shard(i, 3)))));
    }
    assertThat(all).doesNotHaveDuplicates().hasSameElementsAs(ids());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "1", "a/b", "1/0", "-1/2", "99999999999/99999999999"})
  void aShardThatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shard.parse(text))
        .withMessage("A shard is written i/n with i from 1 to n, like 2/3, and not %s.", text);
  }

  private List<String> ids(String... ids) {
    return select(new Selection(List.of(ids), Optional.empty(), Optional.empty()));
  }

  private List<String> select(Selection selection) {
    return selection.of(suite).stream().map(Entry::id).toList();
  }
}
