/** Known deviations of a backend: one sorted file each, checked against reality both ways. */
@NullMarked
package io.github.kvmtck.reports.expected;

import org.jspecify.annotations.NullMarked;
