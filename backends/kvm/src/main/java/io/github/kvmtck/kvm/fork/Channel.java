package io.github.kvmtck.kvm.fork;

import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.TaskInterrupted;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests to a child, from any thread, and its answers as they come. */
final class Channel {
  private final Wire wire;
  private final Map<Integer, CompletableFuture<Message>> open = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile boolean ended;

  Channel(Wire wire) {
    this.wire = wire;
  }

  /** Reads answers until the child ends. */
  void receive() {
    try {
      while (true) {
        Message.Frame frame = wire.read(Message.Frame.class);
        CompletableFuture<Message> future = open.remove(frame.number());
        if (future != null) {
          future.complete(frame.message());
        }
      }
    } catch (IOException childHasEnded) {
      ended = true;
      open.values().forEach(Channel::interrupt);
    }
  }

  /**
   * Asks and waits.
   *
   * @throws IllegalArgumentException with the child's sentence, for a mistake of the program
   * @throws TaskInterrupted where the child ends or the caller is interrupted
   */
  <A extends Message> A ask(Class<A> answer, Message request) {
    Message message = Futures.join(send(request));
    if (message instanceof Message.Mistake(String sentence)) {
      throw new IllegalArgumentException(sentence);
    }
    return answer.cast(message);
  }

  private CompletableFuture<Message> send(Message request) {
    CompletableFuture<Message> future = new CompletableFuture<>();
    int number = numbers.incrementAndGet();
    open.put(number, future);
    try {
      synchronized (wire) {
        wire.write(Message.Frame.class, new Message.Frame(number, request));
      }
    } catch (IOException childHasEnded) {
      interrupt(future);
    }
    if (ended) {
      interrupt(future);
    }
    return future;
  }

  private static void interrupt(CompletableFuture<Message> future) {
    future.completeExceptionally(
        new TaskInterrupted(new InterruptedException("the forked process has ended")));
  }
}
