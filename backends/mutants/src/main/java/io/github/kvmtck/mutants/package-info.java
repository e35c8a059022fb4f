/**
 * Kernels that break one rule each, one small class per broken rule. They show that the scenarios
 * of a rule fail where they should, and say what they should.
 *
 * <p>There is a package for each family of rules. {@code seam} has what breaches are made of that
 * show between a client and any kernel, {@code model} what those are made of that are inside
 * KVM_RUN.
 */
@NullMarked
package io.github.kvmtck.mutants;

import org.jspecify.annotations.NullMarked;
