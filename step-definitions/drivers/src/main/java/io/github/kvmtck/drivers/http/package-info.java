/** VMMs with an HTTP API on a Unix socket. */
@NullMarked
package io.github.kvmtck.drivers.http;

import org.jspecify.annotations.NullMarked;
