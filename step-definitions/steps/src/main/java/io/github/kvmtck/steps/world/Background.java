package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Request;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One ioctl that another task makes while the scenario goes on. */
public final class Background {
  private static final String NAME = "the call of the other task";

  private final World world;
  private final Requests requests;
  private final KvmRun kvmRun;
  private Kernel.@Nullable Task task;
  private @Nullable Future<Result> call;

  public Background(World world, Requests requests, KvmRun kvmRun) {
    this.world = world;
    this.requests = requests;
    this.kvmRun = kvmRun;
  }

  public void begin(Request request) {
    begin(by -> requests.call(by, request));
  }

  /** On a VM of the scenario's choice. */
  public void begin(Request request, Vm on) {
    begin(by -> requests.call(on.by(by), request));
  }

  private void begin(Function<Kernel.Task, Result> made) {
    Kernel.Task by = world.process().task("background");
    task = by;
    call = by.begin(() -> made.apply(by));
  }

  /** Whether it sleeps, which is what waiting for vcpu-&gt;mutex looks like. */
  public boolean waits() {
    return Patience.untilBlocked(task(), call());
  }

  /** Whether it sleeps now, without waiting for that. */
  public boolean stillWaits() {
    return !call().isDone() && task().state() == Kernel.Task.State.BLOCKED;
  }

  public Result result() {
    return Patience.result(call(), NAME).orElseThrow(() -> kvmRun.overdue(NAME));
  }

  private Kernel.Task task() {
    return Objects.requireNonNull(task, "no other task has begun a call");
  }

  private Future<Result> call() {
    return Objects.requireNonNull(call, "no other task has begun a call");
  }
}
