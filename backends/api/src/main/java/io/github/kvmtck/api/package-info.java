/** The seam: a KVM implementation, seen as a process sees it. */
@NullMarked
package io.github.kvmtck.api;

import org.jspecify.annotations.NullMarked;
