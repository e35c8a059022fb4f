package io.github.kvmtck.api.client;

import static io.github.kvmtck.api.uapi.Linux.O_CLOEXEC;
import static io.github.kvmtck.api.uapi.Linux.O_RDWR;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;

/**
 * A process and the task of it that makes the calls.
 *
 * <p>Work of many calls is best wrapped in {@code task().run(…)}: it then costs one hand-over
 * between threads and not one for each call.
 */
public final class Client implements AutoCloseable {
  private final Kernel.Process process;
  private final Kernel.Task task;
  private final Arguments arguments;

  private Client(Kernel.Process process, Kernel.Task task, Arguments arguments) {
    this.process = process;
    this.task = task;
    this.arguments = arguments;
  }

  public Client(Kernel.Process process, Kernel.Task task) {
    this(process, task, new Arguments());
  }

  /** The same process, calling on another task of it. */
  public Client by(Kernel.Task other) {
    return new Client(process, other, arguments);
  }

  public Kernel.Process process() {
    return process;
  }

  public Kernel.Task task() {
    return task;
  }

  public Memory memory() {
    return process.memory();
  }

  /** Any system call. */
  public Reply<Long> call(Syscall call) {
    return Reply.of(call, task.call(call));
  }

  /** Opens /dev/kvm. */
  public Reply<Kvm> openKvm() {
    Syscall open = new Syscall.Open("/dev/kvm", O_RDWR | O_CLOEXEC);
    return Reply.of("open /dev/kvm", task.call(open)).map(fd -> new Kvm(this, fd.intValue()));
  }

  /** An ioctl with a number, or with an address of the caller's choice. */
  Reply<Long> ioctl(int fd, Request request, long argument) {
    Result result = task.call(new Syscall.Ioctl(fd, request.number(), argument));
    return Reply.of(new WithNumber(request, argument), result);
  }

  /** An ioctl that takes a structure; the answer is the structure as the kernel left it. */
  Reply<StructValue> ioctl(int fd, Request request, StructValue argument) {
    if (argument.size() > Arguments.SIZE) {
      throw new IllegalArgumentException(
          request + " with " + argument.size() + " bytes needs memory of its own");
    }
    long address = arguments.take(task);
    try {
      memory().bytes(address, argument.bytes());
      Result result = task.call(new Syscall.Ioctl(fd, request.number(), address));
      byte[] after = memory().bytes(address, argument.size());
      StructValue left = StructValue.of(argument.struct(), after);
      return Reply.of(new WithStruct(request, argument), result, left);
    } finally {
      arguments.giveBack(address);
    }
  }

  /** Gives back the memory that was used for arguments, for all tasks; the process lives on. */
  @Override
  public void close() {
    arguments.release(task);
  }

  private record WithNumber(Request request, long argument) {
    @Override
    public String toString() {
      return request + " 0x" + Long.toHexString(argument);
    }
  }

  private record WithStruct(Request request, StructValue argument) {
    @Override
    public String toString() {
      return request + " " + argument;
    }
  }
}
