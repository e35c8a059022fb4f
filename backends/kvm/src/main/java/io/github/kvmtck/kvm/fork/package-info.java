/**
 * fork(2) without forking the JVM: a new JVM inherits the client's descriptors under their numbers
 * and has its memory at its addresses, and makes the calls that it is told over a pipe.
 */
@NullMarked
package io.github.kvmtck.kvm.fork;

import org.jspecify.annotations.NullMarked;
