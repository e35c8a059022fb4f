package io.github.kvmtck.kvm.fork;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.kvm.process.HarmlessHandlers;
import io.github.kvmtck.kvm.process.LinuxProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The child: makes the calls of another JVM's {@link ForkedProcess} until its pipe ends. */
final class ForkedMain {
  private final Wire wire;
  private final LinuxProcess process;
  private final Message.Adopt born;
  private final List<Kernel.Task> tasks = new ArrayList<>();

  private ForkedMain(Wire wire, Message.Adopt born) {
    this.wire = wire;
    this.born = born;
    this.process = Birth.of(born);
  }

  /**
   * Serves and ends with the pipe.
   *
   * @param args the descriptors to read requests from and to write answers to
   */
  public static void main(String[] args) {
    Wire wire =
        new Wire(
            FdStreams.reader(Integer.parseInt(args[0])),
            FdStreams.writer(Integer.parseInt(args[1])));
    HarmlessHandlers held = HarmlessHandlers.hold();
    try {
      Message.Frame first = wire.read(Message.Frame.class);
      ForkedMain child = new ForkedMain(wire, (Message.Adopt) first.message());
      child.answer(first.number(), new Message.Done());
      child.serve();
    } catch (IOException | UncheckedIOException parentHasEnded) {
      // Nobody is left to be told, and what the child holds ends with it.
    } finally {
      held.close();
    }
    Runtime.getRuntime().halt(0);
  }

  private void serve() throws IOException {
    while (true) {
      Message.Frame frame = wire.read(Message.Frame.class);
      if (frame.message() instanceof Message.Call call) {
        Kernel.Task task = tasks.get(call.task());
        // The task answers by itself: its call may block.
        Future<?> unused =
            task.begin(() -> {
              answer(
                  frame.number(), attempt(() -> new Message.Returned(task.call(call.syscall()))));
              return true;
            });
      } else {
        answer(frame.number(), attempt(() -> handle(frame.message())));
      }
    }
  }

  private Message handle(Message request) {
    return switch (request) {
      case Message.Adopted() -> {
        Birth.protect(process, born);
        yield new Message.Done();
      }
      case Message.Start(String name) -> {
        tasks.add(process.task(name));
        yield new Message.Started(tasks.size() - 1);
      }
      case Message.Signal(int task, int signo) -> {
        tasks.get(task).signal(signo);
        yield new Message.Done();
      }
      case Message.AskState(int task) -> new Message.InState(tasks.get(task).state());
      case Message.End(int task) -> {
        tasks.get(task).close();
        yield new Message.Done();
      }
      case Message.Get(long address, long length) -> {
        MemorySegment bytes = MemorySegment.ofArray(new byte[(int) length]);
        Errno errno = process.memory().get(address, bytes);
        yield new Message.Got(errno, bytes);
      }
      case Message.Put(long address, MemorySegment bytes) ->
          new Message.PutDone(process.memory().put(address, bytes));
      case Message.AskHoldings() -> new Message.Holds(process.holdings());
      default -> throw new IllegalArgumentException("No request: " + request);
    };
  }

  private static Message attempt(Supplier<Message> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return new Message.Mistake(String.valueOf(e.getMessage()));
    }
  }

  private synchronized void answer(int number, Message message) {
    try {
      wire.write(Message.Frame.class, new Message.Frame(number, message));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
