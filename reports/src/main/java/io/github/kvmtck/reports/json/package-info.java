/** How values of this module stand in JSON, in the journal and in {@code results.json} alike. */
@NullMarked
package io.github.kvmtck.reports.json;

import org.jspecify.annotations.NullMarked;
