package io.github.kvmtck.x86.exec;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways out of a region that is emitted: each gets a number, and a place to jump to. */
final class Exits {
  private final CodeBuilder code;
  private final Map<Exit, Label> labels = new LinkedHashMap<>();
  private final Map<Exit, Integer> numbers = new LinkedHashMap<>();

  Exits(CodeBuilder code) {
    this.code = code;
  }

  int number(Exit exit) {
    Integer number = numbers.putIfAbsent(exit, numbers.size());
    return number == null ? numbers.size() - 1 : number;
  }

  Label label(Exit exit) {
    number(exit);
    return labels.computeIfAbsent(exit, _ -> code.newLabel());
  }

  /** In the order of their numbers. */
  List<Exit> all() {
    return new ArrayList<>(numbers.keySet());
  }
}
