package io.github.kvmtck.mutants.race;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes a hole where there must be none: before a change of slots the old slot is deleted, and
 * comes back only when no vCPU is in KVM_RUN any more, because it has met the hole.
 */
abstract class SlotWindow implements CallBreach {
  private static final long BOUND_MILLIS = 1000;

  private final Map<Long, StructValue> slots = new ConcurrentHashMap<>();
  private int running;

  /** Whether a change of a slot gets a hole. */
  abstract boolean opens(StructValue old, StructValue region);

  @Override
  public final Result call(SeamCall call) {
    if (call.is(VcpuRun.KVM_RUN)) {
      return run(call);
    }
    return call.is(Memslots.KVM_SET_USER_MEMORY_REGION) ? set(call) : call.proceed();
  }

  private Result run(SeamCall call) {
    count(1);
    try {
      return call.proceed();
    } finally {
      count(-1);
    }
  }

  private Result set(SeamCall call) {
    StructValue region = call.argument(Memslots.USERSPACE_MEMORY_REGION);
    StructValue old = slots.get(region.get("slot"));
    if (old != null && opens(old, region)) {
      ask(call, old.with("memory_size", 0));
      awaitNobodyRuns();
      ask(call, old);
      call.argument(region);
    }
    Result result = call.proceed();
    if (!result.failed()) {
      slots.put(region.get("slot"), region);
    }
    return result;
  }

  private static void ask(SeamCall call, StructValue region) {
    call.argument(region);
    if (call.proceed().failed()) {
      throw new IllegalStateException("the hole could not be made by " + region);
    }
  }

  private synchronized void count(int more) {
    running += more;
    notifyAll();
  }

  private synchronized void awaitNobodyRuns() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BOUND_MILLIS);
    try {
      while (running > 0 && deadline > System.nanoTime()) {
        wait(BOUND_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
