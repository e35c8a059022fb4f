package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Request;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ioctls of one kind of descriptor, by the whole command word: numbers alone are shared between
 * unrelated requests. Immutable; each method answers with a table that has one more.
 *
 * @param <T> what the ioctls act on
 */
public final class IoctlTable<T> {
  /** Does all of a request itself. */
  @FunctionalInterface
  public interface Handler<T> {
    Result handle(T target, IoctlCall call);
  }

  /** Acts on an argument that has been copied from or will be copied to the client. */
  @FunctionalInterface
  public interface Transfer<T> {
    /**
     * Does the request.
     *
     * @param argument the structure
     * @return what the ioctl returns; nothing is copied out where it has failed
     */
    Result apply(T target, MemorySegment argument);
  }

  /** A request and who does it. */
  private record Entry<T>(Handler<T> handler, boolean asynchronous) {}

  private final Map<Integer, Entry<T>> entries;
  private final int[] keys;
  private final @Nullable Entry<T>[] values;

  @SuppressWarnings({"unchecked", "rawtypes"}) // A generic array cannot be made otherwise.
  private IoctlTable(Map<Integer, Entry<T>> entries) {
    this.entries = entries;
    int capacity = Integer.highestOneBit(Math.max(1, entries.size())) * 4;
    keys = new int[capacity];
    values = new Entry[capacity];
    entries.forEach(this::place);
  }

  public static <T> IoctlTable<T> empty() {
    return new IoctlTable<>(Map.of());
  }

  private void place(int request, Entry<T> entry) {
    int at = hash(request);
    while (values[at] != null) {
      at = at + 1 & keys.length - 1;
    }
    keys[at] = request;
    values[at] = entry;
  }

  private int hash(int request) {
    return (request * 0x9e3779b9 >>> 16) & keys.length - 1;
  }

  private @Nullable Entry<T> find(int request) {
    int at = hash(request);
    while (values[at] != null && keys[at] != request) {
      at = at + 1 & keys.length - 1;
    }
    return values[at];
  }

  /** The handler of a request; null where there is none. */
  public @Nullable Handler<T> handler(int request) {
    Entry<T> entry = find(request);
    return entry == null ? null : entry.handler;
  }

  /** Whether a request is done without the vCPU's mutex (kvm_arch_vcpu_async_ioctl). */
  public boolean asynchronous(int request) {
    Entry<T> entry = find(request);
    return entry != null && entry.asynchronous;
  }

  private IoctlTable<T> with(Request request, Entry<T> entry) {
    Map<Integer, Entry<T>> next = new TreeMap<>(entries);
    next.put((int) request.number(), entry);
    return new IoctlTable<>(next);
  }

  /** A request that does its own copying. */
  public IoctlTable<T> on(Request request, Handler<T> handler) {
    return with(request, new Entry<>(handler, false));
  }

  /** The same, not serialised with the vCPU's other ioctls. */
  public IoctlTable<T> asynchronously(Request request, Handler<T> handler) {
    return with(request, new Entry<>(handler, true));
  }

  /** A request that reads a structure: EFAULT comes first. */
  public IoctlTable<T> reads(Request request, long size, Transfer<T> transfer) {
    return on(
        request,
        (target, call) -> {
          MemorySegment in = call.read(size);
          return in == null ? IoctlCall.FAULT : transfer.apply(target, in);
        });
  }

  /** A request that fills a structure: EFAULT comes last. */
  public IoctlTable<T> writes(Request request, long size, Transfer<T> transfer) {
    return on(
        request,
        (target, call) -> {
          MemorySegment out = MemorySegment.ofArray(new byte[(int) size]);
          Result result = transfer.apply(target, out);
          return result.failed() || call.write(out) ? result : IoctlCall.FAULT;
        });
  }

  /** A request that reads a structure and writes it back. */
  public IoctlTable<T> updates(Request request, long size, Transfer<T> transfer) {
    return on(
        request,
        (target, call) -> {
          MemorySegment both = call.read(size);
          if (both == null) {
            return IoctlCall.FAULT;
          }
          Result result = transfer.apply(target, both);
          return result.failed() || call.write(both) ? result : IoctlCall.FAULT;
        });
  }

  /** A request without an argument, or which ignores it. */
  public IoctlTable<T> plain(Request request, Function<T, Result> act) {
    return on(request, (target, call) -> act.apply(target));
  }

  /** A request that always fails so. */
  public IoctlTable<T> refuses(Request request, Errno errno) {
    Result error = Result.error(errno);
    return on(request, (target, call) -> error);
  }
}
