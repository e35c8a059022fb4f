/** How the outcome of steps and hooks becomes a verdict. */
@NullMarked
package io.github.kvmtck.suite.verdicts;

import org.jspecify.annotations.NullMarked;
