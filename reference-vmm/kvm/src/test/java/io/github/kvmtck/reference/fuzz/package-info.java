/** Any bytes as a guest and as what its owner does: through the seam, as a client would. */
@NullMarked
package io.github.kvmtck.reference.fuzz;

import org.jspecify.annotations.NullMarked;
