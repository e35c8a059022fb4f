/** Interfaces that fill the same need, laid side by side by what a run shows of each. */
@NullMarked
package io.github.kvmtck.suite.alternatives;

import org.jspecify.annotations.NullMarked;
