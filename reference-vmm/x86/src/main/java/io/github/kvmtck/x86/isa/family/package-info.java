/** The instruction table: one file per family, each form beside its semantics. */
@NullMarked
package io.github.kvmtck.x86.isa.family;

import org.jspecify.annotations.NullMarked;
