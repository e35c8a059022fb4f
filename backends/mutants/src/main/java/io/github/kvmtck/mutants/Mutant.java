package io.github.kvmtck.mutants;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A kernel with one breach: a {@link java.util.ServiceLoader} service. It runs against the
 * scenarios of the rule that it breaks; one of them must fail, and with the expected message.
 */
public interface Mutant {

  /** Unique, lower case with hyphens: {@code signals-before-completion}. */
  String name();

  /** The rule that it breaks: {@code COMP-02}. */
  String rule();

  /** What this kernel does wrong, in one sentence. */
  String breach();

  /** Found in the failure message of each scenario that this mutant fails. */
  Pattern message();

  /** The same for a person; empty where nobody wrote it down. */
  default List<Seen> seen() {
    return List.of();
  }

  /** The profile that the breach needs, as {@code --profile} names it. */
  default String profile() {
    return KernelOptions.MAINLINE.profile();
  }

  /**
   * Opens the broken kernel.
   *
   * @param healthy the backend without the breach, for a mutant that breaks it at the seam. A
   *     mutant of the model builds its own instead
   */
  Kernel open(KernelProvider healthy);
}
