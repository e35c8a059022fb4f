/**
 * The kernel's user-space interface as data: structures, request numbers and constants of {@code
 * linux/kvm.h}, {@code asm/kvm.h} and the few other headers that KVM clients need, x86-64 only.
 *
 * <p>One class per topic of Documentation/virt/kvm/api.rst. Names are the kernel's; a structure
 * {@code struct kvm_regs} is the constant {@code REGS}, because C lets a structure and a request
 * ({@code kvm_irqfd}, {@code KVM_IRQFD}) share a name and Java does not. Offsets, sizes and numbers
 * are computed and checked against the C headers. What was proposed and never merged stands in
 * {@link io.github.kvmtck.api.uapi.Proposed} and the classes named after it alone.
 */
@NullMarked
package io.github.kvmtck.api.uapi;

import org.jspecify.annotations.NullMarked;
