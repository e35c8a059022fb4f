package io.github.kvmtck.reports.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * One rule of the catalogue.
 *
 * @param id never changes, e.g. {@code COMP-02} or {@code COMP-06a}
 * @param sentence the rule in one line; the Gherkin {@code Rule:} that tests it has the same text
 * @param gate what a backend must report for the rule to bind it (a capability, a proposal), in
 *     words; empty: it always binds
 * @param sources where it is written: api.rst section, Message-ID, commit, kernel function, manual
 *     section; never empty
 * @param reason why it is not tested; present unless the disposition is {@link Disposition#TESTED}
 *     or {@link Disposition#MONITORED}
 * @param note what a reader should know besides: a conflict of sources, a trap
 */
public record Rule(
    String id,
    String sentence,
    Binds binds,
    Status status,
    Optional<String> gate,
    List<String> sources,
    Disposition disposition,
    Optional<String> reason,
    Optional<String> note) {

  public Rule {
    sources = List.copyOf(sources);
  }
}
