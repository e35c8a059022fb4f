/** The journal of a run: appended to as things happen, and the only source of every report. */
@NullMarked
package io.github.kvmtck.reports.journal;

import org.jspecify.annotations.NullMarked;
