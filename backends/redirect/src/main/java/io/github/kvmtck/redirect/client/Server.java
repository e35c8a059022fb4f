package io.github.kvmtck.redirect.client;

import static io.github.kvmtck.api.uapi.Memslots.KVM_SET_USER_MEMORY_REGION;
import static io.github.kvmtck.api.uapi.Memslots.KVM_SET_USER_MEMORY_REGION2;
import static io.github.kvmtck.api.uapi.Proposed.KVM_KICK_ALL_RUNNING_VCPUS;
import static io.github.kvmtck.api.uapi.VcpuRun.KVM_RUN;
import static io.github.kvmtck.api.uapi.VcpuRun.KVM_SET_SIGNAL_MASK;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.redirect.file.OpenFiles;
import io.github.kvmtck.redirect.file.Watcher;
import io.github.kvmtck.redirect.memory.ClientMemory;
import io.github.kvmtck.redirect.notify.Listener;
import io.github.kvmtck.redirect.notify.Notification;
import io.github.kvmtck.redirect.notify.Numbers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

/**
 * Answers caught calls. All of them are received on one thread; what is short is answered there,
 * KVM_RUN on a thread of its own, and so is what may have to wait for a vCPU that runs.
 */
public final class Server implements AutoCloseable {
  private static final String DEV_KVM = "/dev/kvm";
  private static final int MADV_DONTNEED = 4;
  private static final int SIGSET_OFFSET = 4;

  private final Listener listener;
  private final OpenFiles files;
  private final Clients clients;
  private final Runs runs;
  private final TakenBack takenBack;
  private final Links links;
  private final Map<Integer, VcpuState> vcpus = new ConcurrentHashMap<>();
  private final ExecutorService waiters =
      Executors.newCachedThreadPool(
          work -> Thread.ofPlatform().daemon().name("redirect waiter").unstarted(work));

  /**
   * A server of a kernel.
   *
   * @param statusOf the exit status of a process that has ended
   * @param onEmpty runs when the last client has ended
   */
  public Server(
      Kernel kernel,
      Listener listener,
      Watcher watcher,
      Trace trace,
      IntUnaryOperator statusOf,
      Runnable onEmpty) {
    this.listener = listener;
    this.files = new OpenFiles(watcher);
    this.clients = new Clients(kernel, listener, files, watcher, trace, statusOf, onEmpty);
    this.runs = new Runs(listener, trace);
    this.takenBack = new TakenBack(files);
    this.links = new Links(files);
  }

  /** The first client has been started. */
  public void adopt(int pid) {
    boolean unused = clients.adopt(pid);
  }

  /** Serves until the listener has finished. */
  public void serve() {
    for (Optional<Notification> next = listener.receive();
        next.isPresent();
        next = listener.receive()) {
      handle(next.get());
    }
  }

  private void handle(Notification call) {
    if (call.number() == Numbers.EXECVE || call.number() == Numbers.EXECVEAT) {
      clients.execs(call.tid());
      listener.proceed(call);
      return;
    }
    ClientTask task = clients.task(call.tid());
    if (task == null) {
      listener.proceed(call);
      return;
    }
    if (call.number() == Numbers.RT_SIGRETURN) {
      takenBack.handlerReturns(task, call);
      listener.proceed(call);
      return;
    }
    task.received(call);
    switch (call.number()) {
      case Numbers.IOCTL -> ioctl(task, call);
      case Numbers.OPEN, Numbers.OPENAT, Numbers.OPENAT2 -> open(task, call);
      case Numbers.READLINK, Numbers.READLINKAT ->
          links
              .read(task, call)
              .ifPresentOrElse(
                  result -> {
                    boolean unused = listener.answer(call, result);
                  },
                  () -> listener.proceed(call));
      default -> {
        mapping(task, call);
        listener.proceed(call);
      }
    }
  }

  private void open(ClientTask task, Notification call) {
    ClientMemory memory = task.process().client();
    if (!memory.isString(CaughtCall.path(call), DEV_KVM)) {
      listener.proceed(call);
      return;
    }
    int flags = CaughtCall.openFlags(call, memory);
    boolean unused = listener.answer(call, task.call(call, new Syscall.Open(DEV_KVM, flags)));
  }

  private void mapping(ClientTask task, Notification call) {
    SlotMemory slots = task.process().slots();
    if (!slots.touches(call.a(), call.b())) {
      return;
    }
    if (call.number() == Numbers.MADVISE && (int) call.c() == MADV_DONTNEED) {
      slots.drop(call.a(), call.b());
    }
    task.record(CaughtCall.mapping(call));
    slots.changing();
  }

  private void ioctl(ClientTask task, Notification call) {
    Syscall.Ioctl ioctl = CaughtCall.ioctl(call);
    OpenFiles.OpenFile file = files.at(task.tid(), ioctl.fd());
    if (file == null) {
      listener.proceed(call);
      return;
    }
    SlotMemory slots = task.process().slots();
    long request = ioctl.request();
    boolean region =
        request == KVM_SET_USER_MEMORY_REGION.number()
            || request == KVM_SET_USER_MEMORY_REGION2.number();
    if (slots.settle(call) || region && slots.prepare(ioctl.arg(), task.process().client(), call)) {
      return;
    }
    VcpuState vcpu = vcpus.computeIfAbsent(file.number(), fresh -> new VcpuState(file));
    if (request == KVM_RUN.number()) {
      runs.begin(task, call, ioctl, vcpu);
    } else if (vcpu.busy() || request == KVM_KICK_ALL_RUNNING_VCPUS.number()) {
      task.begin();
      vcpu.enter();
      waiters.execute(() -> {
        Result result = task.call(call, ioctl, file);
        vcpu.leave();
        task.end();
        answer(task, call, result, vcpu);
      });
    } else {
      answer(task, call, task.call(call, ioctl, file), vcpu);
    }
  }

  private void answer(ClientTask task, Notification call, Result result, VcpuState vcpu) {
    Syscall.Ioctl ioctl = CaughtCall.ioctl(call);
    if (ioctl.request() == KVM_SET_SIGNAL_MASK.number() && !result.failed()) {
      long set = ioctl.arg() + SIGSET_OFFSET;
      vcpu.mask(ioctl.arg() == 0 ? null : task.process().client().u64(set));
    }
    boolean unused = listener.answer(call, result);
  }

  /** How many calls failed with an EINTR that no kernel meant. */
  public long lost() {
    return takenBack.lost();
  }

  /** The processes that are known and have not ended. */
  public Iterable<Integer> running() {
    return clients.running();
  }

  /** Ends what is left of the clients. */
  @Override
  public void close() {
    clients.close();
    runs.close();
    waiters.shutdown();
    files.close();
    listener.close();
  }
}
