/**
 * What the machine below says: its processor and kernel, its log, and what this JVM holds of it.
 */
@NullMarked
package io.github.kvmtck.kvm.host;

import org.jspecify.annotations.NullMarked;
