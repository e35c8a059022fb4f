/** Verdicts of a run, and what follows from them: totals, exit code. */
@NullMarked
package io.github.kvmtck.reports;

import org.jspecify.annotations.NullMarked;
