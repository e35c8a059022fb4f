/** What a run saw and did not judge, and how two runs compare in it. */
@NullMarked
package io.github.kvmtck.reports.ledger;

import org.jspecify.annotations.NullMarked;
