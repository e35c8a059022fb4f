/** Model-specific registers: what the model has, what a filter denies, who asks. */
@NullMarked
package io.github.kvmtck.reference.msr;

import org.jspecify.annotations.NullMarked;
