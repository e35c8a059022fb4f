/** What breaches at the seam are made of: the calls of one process, and of one vCPU. */
@NullMarked
package io.github.kvmtck.mutants.seam;

import org.jspecify.annotations.NullMarked;
