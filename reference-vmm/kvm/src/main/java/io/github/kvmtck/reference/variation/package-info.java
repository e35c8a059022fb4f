/**
 * What differs from mainline: host flavours and proposed interfaces, one file each, and the
 * profiles that name them.
 */
@NullMarked
package io.github.kvmtck.reference.variation;

import org.jspecify.annotations.NullMarked;
