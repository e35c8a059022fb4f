/**
 * Linux system calls through the C library, one class per header.
 *
 * <p>Every function returns what the kernel returned: a value, or an error number negated. Errors
 * are values here too; {@link io.github.kvmtck.linux.Returned} makes them a {@code Result}.
 */
@NullMarked
package io.github.kvmtck.linux;

import org.jspecify.annotations.NullMarked;
