/**
 * Typed handles above the seam: a client packs structures, makes the system call on a task, and
 * says what came back.
 *
 * <p>Every call answers with a {@link io.github.kvmtck.api.client.Reply}, because a conformance
 * suite asserts on errno: {@code result()} for what is under test, {@code value()} and {@code
 * orThrow()} where a failure is the fixture's fault.
 */
@NullMarked
@CheckReturnValue
package io.github.kvmtck.api.client;

import org.jspecify.annotations.NullMarked;
