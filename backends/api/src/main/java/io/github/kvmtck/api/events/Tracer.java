package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells a listener of every call and signal of an in-process client. It changes nothing. */
public final class Tracer implements Interceptor {
  private final Trace trace;
  private final Recorder recorder;
  private final Ids ids;
  private final int number;

  /** The numbers of the processes and tasks of a trace. */
  private static final class Ids {
    private final AtomicInteger processes = new AtomicInteger();
    private final AtomicInteger tasks = new AtomicInteger();
    private final Map<Kernel.Task, Integer> known = new ConcurrentHashMap<>();

    int process() {
      return processes.incrementAndGet();
    }

    int of(Kernel.Task task) {
      return known.computeIfAbsent(task, unknown -> tasks.incrementAndGet());
    }
  }

  /**
   * @param process the process below, whose memory holds what the calls point to
   */
  public Tracer(Kernel.Process process, TraceListener listener) {
    this(process, new Trace(listener));
  }

  /**
   * @param trace that the process's events join
   */
  public Tracer(Kernel.Process process, Trace trace) {
    this(trace, new Recorder(process.memory(), trace), new Ids());
  }

  private Tracer(Trace trace, Recorder recorder, Ids ids) {
    this.trace = trace;
    this.recorder = recorder;
    this.ids = ids;
    this.number = ids.process();
  }

  @Override
  public Interceptor forked(Kernel.Process child) {
    return new Tracer(trace, recorder.fork(child.memory()), ids);
  }

  @Override
  public Result call(Kernel.Task by, Syscall call, Next next) {
    TraceEvent event = recorder.entered(new Caller(number, ids.of(by), by.name()), call);
    Result result = next.call(call);
    recorder.returned(event, result);
    return result;
  }

  @Override
  public void signalled(Kernel.Task to, int signo) {
    trace.note(at -> new Note.SignalSent(at, Optional.empty(), ids.of(to), signo));
  }
}
