/** A model as a set of named, replaceable parts, and the variations that replace them. */
@NullMarked
package io.github.kvmtck.reference.blueprint;

import org.jspecify.annotations.NullMarked;
