/** Scenarios that bring a VMM into the situations where its duties bite. */
@NullMarked
package io.github.kvmtck.steps.vmm;

import org.jspecify.annotations.NullMarked;
