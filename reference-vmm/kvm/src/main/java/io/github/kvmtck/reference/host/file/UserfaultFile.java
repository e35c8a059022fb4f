package io.github.kvmtck.reference.host.file;

import static io.github.kvmtck.api.uapi.Userfaultfd.API;
import static io.github.kvmtck.api.uapi.Userfaultfd.COPY;
import static io.github.kvmtck.api.uapi.Userfaultfd.MSG;
import static io.github.kvmtck.api.uapi.Userfaultfd.RANGE;
import static io.github.kvmtck.api.uapi.Userfaultfd.REGISTER;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFDIO_API;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFDIO_COPY;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFDIO_REGISTER;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFDIO_REGISTER_MODE_MISSING;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFDIO_UNREGISTER;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFDIO_WAKE;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFDIO_ZEROPAGE;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFD_API;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFD_EVENT_PAGEFAULT;
import static io.github.kvmtck.api.uapi.Userfaultfd.UFFD_PAGEFAULT_FLAG_WRITE;
import static io.github.kvmtck.api.uapi.Userfaultfd.ZEROPAGE;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.host.memory.PendingFaults;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.Sleep;
import io.github.kvmtck.reference.host.task.Woken;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** userfaultfd(2) with UFFDIO_REGISTER_MODE_MISSING: userspace supplies pages on first touch. */
public final class UserfaultFile extends OpenFile implements OpenFile.Pollable {
  private static final int NONBLOCK = 0x800;

  private final AddressSpace mm;
  private final boolean nonBlocking;
  private final PendingFaults faults = new PendingFaults();
  private boolean ready;

  public UserfaultFile(AddressSpace mm, int flags) {
    this.mm = mm;
    this.nonBlocking = (flags & NONBLOCK) != 0;
  }

  @Override
  public String name() {
    return "anon_inode:[userfaultfd]";
  }

  @Override
  public Result ioctl(Caller caller, int request, long argument) {
    boolean handshake = request == (int) UFFDIO_API.number();
    if (handshake == ready) {
      return Result.error(Errno.EINVAL);
    }
    Call call = new Call(caller.task(), argument);
    if (handshake) {
      return api(call);
    }
    if (is(request, UFFDIO_REGISTER)) {
      return register(call);
    }
    if (is(request, UFFDIO_UNREGISTER)) {
      return unregister(call);
    }
    if (is(request, UFFDIO_WAKE)) {
      faults.wake();
      return Result.ZERO;
    }
    if (is(request, UFFDIO_COPY)) {
      return supply(call, COPY, "dst", "len", "copy");
    }
    return is(request, UFFDIO_ZEROPAGE)
        ? supply(call, ZEROPAGE, "range.start", "range.len", "zeropage")
        : Result.error(Errno.EINVAL);
  }

  private static boolean is(int request, Request wanted) {
    return request == (int) wanted.number();
  }

  /** One call's argument, copied from and to the client. */
  private record Call(HostTask task, long address) {
    @Nullable MemorySegment read(Struct struct) {
      MemorySegment in = MemorySegment.ofArray(new byte[(int) struct.size()]);
      return task.mm().memory().get(address, in) == Errno.NONE ? in : null;
    }

    Result write(MemorySegment out, Result result) {
      return task.mm().memory().put(address, out) == Errno.NONE
          ? result
          : Result.error(Errno.EFAULT);
    }
  }

  private Result api(Call call) {
    MemorySegment api = call.read(API);
    if (api == null) {
      return Result.error(Errno.EFAULT);
    }
    if (API.get(api, "api") != UFFD_API || API.get(api, "features") != 0) {
      return call.write(api.fill((byte) 0), Result.error(Errno.EINVAL));
    }
    API.set(api, "ioctls", bit(UFFDIO_REGISTER) | bit(UFFDIO_UNREGISTER) | bit(UFFDIO_API));
    ready = true;
    return call.write(api, Result.ZERO);
  }

  private static long bit(Request request) {
    return 1L << request.nr();
  }

  private Result register(Call call) {
    MemorySegment in = call.read(REGISTER);
    if (in == null) {
      return Result.error(Errno.EFAULT);
    }
    long start = REGISTER.get(in, "range.start");
    long length = REGISTER.get(in, "range.len");
    if (REGISTER.get(in, "mode") != UFFDIO_REGISTER_MODE_MISSING || !valid(start, length)) {
      return Result.error(Errno.EINVAL);
    }
    Errno errno = mm.supply(start, start + length, faults);
    REGISTER.set(in, "ioctls", bit(UFFDIO_WAKE) | bit(UFFDIO_COPY) | bit(UFFDIO_ZEROPAGE));
    return errno == Errno.NONE ? call.write(in, Result.ZERO) : Result.error(errno);
  }

  private Result unregister(Call call) {
    MemorySegment in = call.read(RANGE);
    if (in == null) {
      return Result.error(Errno.EFAULT);
    }
    long start = RANGE.get(in, "start");
    long length = RANGE.get(in, "len");
    Errno errno = valid(start, length) ? mm.supply(start, start + length, null) : Errno.EINVAL;
    faults.wake();
    return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
  }

  private static boolean valid(long start, long length) {
    return Pages.aligned(start) && Pages.aligned(length) && length > 0;
  }

  /** UFFDIO_COPY and UFFDIO_ZEROPAGE: fills pages that were never touched and wakes who waits. */
  private Result supply(Call call, Struct struct, String to, String size, String done) {
    MemorySegment in = call.read(struct);
    if (in == null) {
      return Result.error(Errno.EFAULT);
    }
    long start = struct.get(in, to);
    long length = struct.get(in, size);
    if (!valid(start, length)) {
      return Result.error(Errno.EINVAL);
    }
    byte[] pages = new byte[(int) Math.min(length, Integer.MAX_VALUE - 8)];
    MemorySegment content = MemorySegment.ofArray(pages);
    if (struct == COPY && call.task.mm().memory().get(COPY.get(in, "src"), content) != Errno.NONE) {
      return Result.error(Errno.EFAULT);
    }
    Errno errno = mm.fill(start, content);
    struct.set(in, done, errno == Errno.NONE ? length : -errno.number());
    faults.resolve(start, start + length);
    return call.write(in, errno == Errno.NONE ? Result.ZERO : Result.error(errno));
  }

  /** A message for every fault that has not been told yet; waits for the first. */
  @Override
  public Result read(HostTask task, long address, long count) {
    if (count < MSG.size()) {
      return Result.error(Errno.EINVAL);
    }
    PendingFaults.Fault[] next = {faults.next()};
    if (next[0] == null && nonBlocking) {
      return Result.error(Errno.EAGAIN);
    }
    if (next[0] == null
        && task.sleep(
                faults.reported(),
                () -> (next[0] = faults.next()) != null,
                Sleep.INTERRUPTIBLE,
                HostTask.FOREVER)
            != Woken.READY) {
      return Result.error(Errno.EINTR);
    }
    MemorySegment message = MemorySegment.ofArray(new byte[(int) MSG.size()]);
    MSG.set(message, "event", UFFD_EVENT_PAGEFAULT);
    MSG.set(message, "arg.pagefault.flags", next[0].write() ? UFFD_PAGEFAULT_FLAG_WRITE : 0);
    MSG.set(message, "arg.pagefault.address", next[0].page());
    return task.mm().memory().put(address, message) == Errno.NONE
        ? Result.of(MSG.size())
        : Result.error(Errno.EFAULT);
  }

  @Override
  public Optional<Pollable> pollable() {
    return Optional.of(this);
  }

  @Override
  public int events() {
    return ready ? faults.untold() ? Polls.IN : 0 : Polls.ERR;
  }

  @Override
  public WaitQueue changed() {
    return faults.reported();
  }

  /** Whoever waits for a page is let go: the range is ordinary memory again. */
  @Override
  protected void release() {
    mm.supplyNoMore(faults);
    faults.wake();
  }
}
