/** The runner: from a user's wish to a journal with a verdict for every scenario. */
@NullMarked
package io.github.kvmtck.suite;

import org.jspecify.annotations.NullMarked;
