/** The KVM implementations that can be run, found by name. */
@NullMarked
package io.github.kvmtck.suite.backends;

import org.jspecify.annotations.NullMarked;
