package io.github.kvmtck.oracle.judges;

import java.util.List;

/** The model's outcome beside another judge's. */
record Judgement(Situation situation, Outcome model, String judge, Outcome other) {

  List<String> differences() {
    return model.differences(other, UndefinedFlags.of(situation));
  }

  boolean agree() {
    return differences().isEmpty();
  }

  boolean onlyDiffers(String register) {
    return differences().stream().allMatch(text -> text.startsWith(register + " "));
  }

  boolean onlyDiffersInMemory() {
    return differences().stream().allMatch(text -> text.startsWith("["));
  }

  @Override
  public String toString() {
    return situation + "\n  model against " + judge + ": " + String.join(", ", differences());
  }
}
