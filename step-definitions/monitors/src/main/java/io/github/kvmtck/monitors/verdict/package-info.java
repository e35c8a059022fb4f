/** What the monitors find: per rule a verdict, how often it was exercised, and evidence. */
@NullMarked
package io.github.kvmtck.monitors.verdict;

import org.jspecify.annotations.NullMarked;
