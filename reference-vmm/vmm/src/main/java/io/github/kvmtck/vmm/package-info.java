/**
 * The reference VMM: a small virtual machine monitor over the {@link io.github.kvmtck.api.Kernel}
 * seam that keeps every duty which KVM's documentation and its developers put on a client.
 *
 * <p>Each duty has a file, and the file names the rule: holds and their order (R1, R2, R4, R5) and
 * the gate for ioctls (R3) in {@code hold}; kicks, completion and the exits in {@code vcpu}; memory
 * transactions and dirty pages in {@code memory}; what is saved and the order in which it is
 * restored in {@code state}.
 */
@NullMarked
package io.github.kvmtck.vmm;

import org.jspecify.annotations.NullMarked;
