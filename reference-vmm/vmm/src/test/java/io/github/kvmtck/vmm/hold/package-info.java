@NullMarked
package io.github.kvmtck.vmm.hold;

import org.jspecify.annotations.NullMarked;
