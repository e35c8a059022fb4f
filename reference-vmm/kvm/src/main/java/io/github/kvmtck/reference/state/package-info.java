/** The state of a vCPU as the structures of the user-space interface show it. */
@NullMarked
package io.github.kvmtck.reference.state;

import org.jspecify.annotations.NullMarked;
