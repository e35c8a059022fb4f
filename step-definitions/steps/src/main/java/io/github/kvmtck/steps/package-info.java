/**
 * Glue between the Gherkin features and a {@link io.github.kvmtck.api.Kernel}.
 *
 * <p>A step is short and says in Java what the sentence says in words; what several steps share
 * stands in {@link io.github.kvmtck.steps.World}. No step knows which backend runs: it has only the
 * system calls of {@link io.github.kvmtck.steps.Bench#kernel()}.
 */
@NullMarked
package io.github.kvmtck.steps;

import org.jspecify.annotations.NullMarked;
