package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Result;

/** Answers the ioctls of a process, on whatever thread makes them. */
@FunctionalInterface
interface Injector {

  Result answer(IoctlCall call);
}
