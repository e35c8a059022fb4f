/**
 * Integer arithmetic on a quadword of lanes, lowest first. An MMX register is one quadword; of an
 * XMM register each half is one. Pure functions: they know of no processor.
 */
@NullMarked
package io.github.kvmtck.x86.lanes;

import org.jspecify.annotations.NullMarked;
