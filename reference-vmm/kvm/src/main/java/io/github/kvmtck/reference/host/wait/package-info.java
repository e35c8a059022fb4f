/** How threads of the model wait for each other. */
@NullMarked
package io.github.kvmtck.reference.host.wait;

import org.jspecify.annotations.NullMarked;
