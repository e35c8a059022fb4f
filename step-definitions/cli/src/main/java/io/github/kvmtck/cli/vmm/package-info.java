/** Commands that judge a VMM. */
@NullMarked
package io.github.kvmtck.cli.vmm;

import org.jspecify.annotations.NullMarked;
