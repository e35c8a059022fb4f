/** The processor as its owner drives it: run, resume, inject, and why it stopped. */
@NullMarked
package io.github.kvmtck.x86;

import org.jspecify.annotations.NullMarked;
