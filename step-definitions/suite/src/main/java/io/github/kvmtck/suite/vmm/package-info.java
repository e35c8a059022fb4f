/** What the calls of a VMM say of the rules that bind it, as a run like any other. */
@NullMarked
package io.github.kvmtck.suite.vmm;

import org.jspecify.annotations.NullMarked;
