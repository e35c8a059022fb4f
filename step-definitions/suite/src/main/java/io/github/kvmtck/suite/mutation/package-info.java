/** Runs the scenarios on kernels that break one rule each, to see that they can fail. */
@NullMarked
package io.github.kvmtck.suite.mutation;

import org.jspecify.annotations.NullMarked;
