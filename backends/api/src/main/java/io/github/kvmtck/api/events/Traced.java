package io.github.kvmtck.api.events;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Kernel;

/**
 * A process whose calls are told to a listener.
 *
 * @param kernel that knows the process's tasks: ask this one for its {@link Kernel#schedule}. It
 *     belongs to the kernel it was made from; don't close it
 */
public record Traced(Kernel kernel, Kernel.Process process) {

  /** A fresh process of {@code below}. */
  public static Traced process(Kernel below, TraceListener listener) {
    Kernel kernel =
        new InterceptedKernel(below, below.about(), process -> new Tracer(process, listener));
    return new Traced(kernel, kernel.process());
  }
}
