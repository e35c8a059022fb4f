/** CPUID: what the model supports, and what a client has set. */
@NullMarked
package io.github.kvmtck.reference.cpuid;

import org.jspecify.annotations.NullMarked;
