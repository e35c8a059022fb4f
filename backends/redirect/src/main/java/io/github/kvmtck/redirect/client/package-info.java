/** Clients and their threads, and what answers their calls. */
@NullMarked
package io.github.kvmtck.redirect.client;

import org.jspecify.annotations.NullMarked;
