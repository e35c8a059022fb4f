/**
 * Serves a {@link io.github.kvmtck.api.Kernel} to an unmodified client process through seccomp user
 * notification: {@link io.github.kvmtck.redirect.Redirection}.
 */
@NullMarked
package io.github.kvmtck.redirect;

import org.jspecify.annotations.NullMarked;
