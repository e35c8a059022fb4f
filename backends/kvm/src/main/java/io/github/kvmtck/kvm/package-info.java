/**
 * Linux's KVM as a {@link io.github.kvmtck.api.Kernel}: the client process of the seam is a part of
 * this JVM, with descriptors, addresses and threads that are accounted for and given back.
 */
@NullMarked
package io.github.kvmtck.kvm;

import org.jspecify.annotations.NullMarked;
