package io.github.kvmtck.reference.blueprint;

import java.util.Set;

/**
 * A named change of a blueprint: a host flavour, a proposed interface, a breach of a rule. The
 * mainline model knows none of them.
 */
public interface Variation {

  /** As a profile names it: lower case, words joined by hyphens. */
  String name();

  /** One line for lists: what is different. */
  String description();

  /**
   * Groups of which a kernel can have one member only: two host flavours, two versions of one
   * proposal.
   */
  default Set<String> exclusive() {
    return Set.of();
  }

  /** Whether this is a proposed interface, which a report names. */
  default boolean proposal() {
    return false;
  }

  Blueprint apply(Blueprint blueprint);
}
