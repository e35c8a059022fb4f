/** Breaches inside the reference: stages of KVM_RUN and other parts of its blueprint. */
@NullMarked
package io.github.kvmtck.mutants.model;

import org.jspecify.annotations.NullMarked;
