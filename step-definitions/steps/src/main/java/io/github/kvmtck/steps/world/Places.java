package io.github.kvmtck.steps.world;

import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.words.RegisterPhrase.Clause;
import io.github.kvmtck.steps.words.RegisterPhrase.Target;
import io.github.kvmtck.x86.asm.Program.Line;
import java.math.BigInteger;
import java.util.stream.Collectors;

/** What "RIP is past the IN" and "AL is 0xAB" mean for the machine of a scenario. */
public final class Places {
  private final World world;

  public Places(World world) {
    this.world = world;
  }

  /** Whether the register has one of the values. */
  public boolean holds(Clause clause) {
    BigInteger seen = read(clause);
    return clause.targets().stream().anyMatch(target -> value(target).equals(seen));
  }

  public String expected(Clause clause) {
    return clause.register()
        + " is "
        + clause.targets().stream().map(this::show).collect(Collectors.joining(" or "));
  }

  public String observed(Clause clause) {
    return clause.register() + " is " + Numbers.show(read(clause));
  }

  /** The words for the value that the register has, or the value. */
  public String chosen(Clause clause) {
    BigInteger seen = read(clause);
    return clause.targets().stream()
        .filter(target -> value(target).equals(seen))
        .map(Target::toString)
        .findFirst()
        .orElseGet(() -> Numbers.show(seen));
  }

  private BigInteger read(Clause clause) {
    return RegisterFile.read(world.machine().vcpu(), clause.register());
  }

  private String show(Target target) {
    return switch (target) {
      case Target.Value value -> value.toString();
      case Target.Place place -> place + " (" + Numbers.show(value(place)) + ")";
    };
  }

  private BigInteger value(Target target) {
    return switch (target) {
      case Target.Value(BigInteger value) -> value;
      case Target.Place(boolean past, String instruction) -> {
        Line line = world.machine().code().line(instruction);
        yield Numbers.unsigned(line.address() + (past ? line.length() : 0));
      }
    };
  }
}
