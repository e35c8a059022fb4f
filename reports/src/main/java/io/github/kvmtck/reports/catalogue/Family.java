package io.github.kvmtck.reports.catalogue;

import java.util.List;

/**
 * Rules that belong together, one file of the catalogue.
 *
 * @param id the part of the rule ids before the number, e.g. {@code COMP}
 * @param rules in the order of their ids
 */
public record Family(String id, String title, List<Rule> rules) {

  public Family {
    rules = List.copyOf(rules);
  }
}
