package io.github.kvmtck.api.faults;

/**
 * Something that KVM may do and seldom does. Whoever implements it names what allows it: a section
 * of api.rst, or a function of the kernel.
 */
public sealed interface Fault
    permits AccessInTwo, IdleWakes, InterruptedRuns, LateSignals, NoMemoryForSlots, UnreadableMsr {

  /** Begins in a process that has just been started, and goes on in the children it forks. */
  Injector begin();
}
