/** The ioctls, one file for each object of api.rst. */
@NullMarked
package io.github.kvmtck.reference.ioctl;

import org.jspecify.annotations.NullMarked;
