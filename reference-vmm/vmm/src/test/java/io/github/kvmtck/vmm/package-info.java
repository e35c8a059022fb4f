@NullMarked
package io.github.kvmtck.vmm;

import org.jspecify.annotations.NullMarked;
