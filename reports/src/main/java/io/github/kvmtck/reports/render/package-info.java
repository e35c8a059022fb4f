/**
 * Every format of a report, each rendered from the run that a journal tells of and nothing else.
 */
@NullMarked
package io.github.kvmtck.reports.render;

import org.jspecify.annotations.NullMarked;
