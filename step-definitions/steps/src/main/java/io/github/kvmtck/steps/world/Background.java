package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Request;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One ioctl that another task makes while the scenario goes on. */
public final class Background {
  private static final String NAME = "the call of the other task";

  private final World world;
  private final Requests requests;
  private final KvmRun kvmRun;
  private @Nullable Future<Result> call;

  public Background(World world, Requests requests, KvmRun kvmRun) {
    this.world = world;
    this.requests = requests;
    this.kvmRun = kvmRun;
  }

  public void begin(Request request) {
    Kernel.Task task = world.otherTask();
    call = task.begin(() -> requests.call(task, request));
  }

  /** Whether it sleeps, which is what waiting for vcpu-&gt;mutex looks like. */
  public boolean waits() {
    return Patience.untilBlocked(world.otherTask(), call());
  }

  /** Whether it sleeps now, without waiting for that. */
  public boolean stillWaits() {
    return !call().isDone() && world.otherTask().state() == Kernel.Task.State.BLOCKED;
  }

  public Result result() {
    return Patience.result(call(), NAME).orElseThrow(() -> kvmRun.overdue(NAME));
  }

  private Future<Result> call() {
    return Objects.requireNonNull(call, "no other task has begun a call");
  }
}
