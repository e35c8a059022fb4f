/** Guest programs: from the doc string of a scenario to bytes with known addresses. */
@NullMarked
package io.github.kvmtck.steps.code;

import org.jspecify.annotations.NullMarked;
