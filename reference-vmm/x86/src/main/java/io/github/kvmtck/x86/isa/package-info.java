/** The instruction table's model: notation, forms, and decoding derived from them. */
@NullMarked
package io.github.kvmtck.x86.isa;

import org.jspecify.annotations.NullMarked;
