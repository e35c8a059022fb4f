/** Strict reading of small YAML files: every mistake is one sentence with file and line. */
@NullMarked
package io.github.kvmtck.reports.yaml;

import org.jspecify.annotations.NullMarked;
