package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.events.Carrier.Carried;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that runs, until it has ended or its time is over. */
record Client(Carried carried) {
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * How it ended.
   *
   * @param status its exit code, or 128 and the number of the signal; empty where it lives on
   * @param late whether it was ended because its time was over
   */
  record End(Optional<Integer> status, boolean late) {}

  /**
   * Waits for it, and ends it where it takes longer than it may: first as a user would, with
   * SIGTERM.
   */
  End await(Optional<Duration> limit) throws InterruptedException {
    if (limit.isEmpty()) {
      return new End(carried.waitFor(), false);
    }
    CompletableFuture<Optional<Integer>> ended = ended();
    Optional<Optional<Integer>> inTime = within(ended, limit.get());
    if (inTime.isPresent()) {
      return new End(inTime.get(), false);
    }
    ProcessHandle.of(carried.pid()).ifPresent(ProcessHandle::destroy);
    Optional<Optional<Integer>> asked = within(ended, GRACE);
    if (asked.isPresent()) {
      return new End(asked.get(), true);
    }
    ProcessHandle.of(carried.pid())
        .ifPresent(process -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
    return new End(within(ended, GRACE).orElse(Optional.empty()), true);
  }

  private CompletableFuture<Optional<Integer>> ended() {
    CompletableFuture<Optional<Integer>> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("waits for the client")
        .start(() -> {
          try {
            ended.complete(carried.waitFor());
          } catch (InterruptedException | RuntimeException e) {
            ended.completeExceptionally(e);
          }
        });
    return ended;
  }

  private static Optional<Optional<Integer>> within(
      CompletableFuture<Optional<Integer>> ended, Duration time) throws InterruptedException {
    try {
      return Optional.of(ended.get(time.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
