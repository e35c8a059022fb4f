/** The kernel's files in a client's descriptor table, and the client's eventfds. */
@NullMarked
package io.github.kvmtck.redirect.file;

import org.jspecify.annotations.NullMarked;
