package io.github.kvmtck.mutants;

import java.util.List;
import java.util.regex.Pattern;

/** A mutant that knows what it breaks. */
public abstract class DescribedMutant implements Mutant {
  private final Breach breach;

  protected DescribedMutant(Breach breach) {
    this.breach = breach;
  }

  @Override
  public final String name() {
    return breach.name();
  }

  @Override
  public final String rule() {
    return breach.rule();
  }

  @Override
  public final String breach() {
    return breach.sentence();
  }

  @Override
  public final Pattern message() {
    return breach.pattern();
  }

  @Override
  public final List<Seen> seen() {
    return breach.seen();
  }

  @Override
  public final String profile() {
    return breach.profile();
  }
}
