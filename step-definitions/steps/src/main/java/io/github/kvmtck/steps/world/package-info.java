/** What a scenario owns: its client process, its machine, what is in flight, what it saw. */
@NullMarked
package io.github.kvmtck.steps.world;

import org.jspecify.annotations.NullMarked;
