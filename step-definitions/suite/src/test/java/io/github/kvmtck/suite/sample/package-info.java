/** A suite and a kernel for the runner's own tests. */
@NullMarked
package io.github.kvmtck.suite.sample;

import org.jspecify.annotations.NullMarked;
