/** The rule catalogue: what a kernel or a VMM owes, by id. Read from one YAML file per family. */
@NullMarked
package io.github.kvmtck.reports.catalogue;

import org.jspecify.annotations.NullMarked;
