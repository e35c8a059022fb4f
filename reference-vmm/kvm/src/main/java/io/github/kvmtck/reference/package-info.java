/**
 * The reference: an emulator of KVM that a client cannot tell from the kernel's.
 *
 * <p>{@code host} is the bit of Linux around KVM. {@code kvm} has KVM's objects and the interfaces
 * of the {@link io.github.kvmtck.reference.kvm.Parts parts} that they are built from; {@code run},
 * {@code ioctl} and {@code state} fill them; {@code mainline} lists what mainline consists of;
 * {@code variation} has everything that differs from it.
 */
@NullMarked
package io.github.kvmtck.reference;

import org.jspecify.annotations.NullMarked;
