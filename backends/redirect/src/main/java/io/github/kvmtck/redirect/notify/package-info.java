/** Caught system calls: the filter, the listener, and how a client comes under it. */
@NullMarked
package io.github.kvmtck.redirect.notify;

import org.jspecify.annotations.NullMarked;
