/** Whether the same suite on the same kernel gives the same verdicts, whatever the order. */
@NullMarked
package io.github.kvmtck.suite.stability;

import org.jspecify.annotations.NullMarked;
