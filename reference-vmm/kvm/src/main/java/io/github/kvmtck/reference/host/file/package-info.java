/** Open files and the descriptors that name them. */
@NullMarked
package io.github.kvmtck.reference.host.file;

import org.jspecify.annotations.NullMarked;
