/** Memory slots: immutable generations, and the dirty bitmap of a slot. */
@NullMarked
package io.github.kvmtck.reference.memslot;

import org.jspecify.annotations.NullMarked;
