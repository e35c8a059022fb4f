/** What a person sees of a run. */
@NullMarked
package io.github.kvmtck.cli.terminal;

import org.jspecify.annotations.NullMarked;
