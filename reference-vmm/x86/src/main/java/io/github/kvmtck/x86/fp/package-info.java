/**
 * Floating-point arithmetic as x86 does it, in integers: every rounding, flag and NaN is decided
 * here and nothing is left to the host's own floating point. The structure is that of Berkeley
 * SoftFloat: unpack, compute more bits than are kept, round once.
 */
@NullMarked
package io.github.kvmtck.x86.fp;

import org.jspecify.annotations.NullMarked;
