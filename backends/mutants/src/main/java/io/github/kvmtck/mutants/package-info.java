/**
 * Kernels that break one rule each, one small class per broken rule. They show that the scenarios
 * of a rule fail where they should, and say what they should.
 */
@NullMarked
package io.github.kvmtck.mutants;

import org.jspecify.annotations.NullMarked;
