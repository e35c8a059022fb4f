/** What a person sees while a run goes on. */
@NullMarked
package io.github.kvmtck.cli.terminal;

import org.jspecify.annotations.NullMarked;
