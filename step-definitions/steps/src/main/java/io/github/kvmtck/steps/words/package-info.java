/** What the words of a step mean: values that are read from its text and compared with kvm_run. */
@NullMarked
package io.github.kvmtck.steps.words;

import org.jspecify.annotations.NullMarked;
