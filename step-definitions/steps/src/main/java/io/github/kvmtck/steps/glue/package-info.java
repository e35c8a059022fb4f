/** The step phrases, one class a topic. */
@NullMarked
package io.github.kvmtck.steps.glue;

import org.jspecify.annotations.NullMarked;
