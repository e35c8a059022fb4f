package io.github.kvmtck.redirect.client;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.events.Recorder;
import io.github.kvmtck.redirect.file.HostEvents;
import io.github.kvmtck.redirect.file.OpenFiles;
import io.github.kvmtck.redirect.memory.ClientMemory;
import io.github.kvmtck.redirect.memory.Regions;
import io.github.kvmtck.redirect.notify.Listener;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One client from its start, or its last exec, to its end: an address space. */
public final class ClientProcess implements Foreign, AutoCloseable {
  private final int pid;
  private final Kernel kernel;
  private final Listener listener;
  private final OpenFiles files;
  private final HostEvents events;
  private final ClientMemory memory;
  private final Regions regions;
  private final SlotMemory slots;
  private final Map<Integer, ClientTask> tasks = new ConcurrentHashMap<>();
  private final Recorder recorder;
  private final Names names;
  private Kernel.@Nullable Process served;
  private volatile boolean ended;

  ClientProcess(
      int pid,
      Kernel kernel,
      Listener listener,
      OpenFiles files,
      HostEvents events,
      Recorder recorder,
      ClientMemory memory) {
    this.pid = pid;
    this.kernel = kernel;
    this.listener = listener;
    this.files = files;
    this.events = events;
    this.recorder = recorder;
    this.memory = memory;
    this.names = new Names(pid, recorder.descriptors(), memory);
    this.regions = new Regions(pid);
    this.slots = new SlotMemory(pid, regions, memory, listener, tid -> busy(tid));
  }

  public int pid() {
    return pid;
  }

  Recorder recorder() {
    return recorder;
  }

  /** What no caught call tells of its descriptors. */
  Names names() {
    return names;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  ClientMemory client() {
    return memory;
  }

  /** Its memory that guests use. */
  SlotMemory slots() {
    return slots;
  }

  /**
   * The kernel's side of it, from its first use of KVM on.
   *
   * @throws IllegalStateException where it has ended
   */
  synchronized Kernel.Process served() {
    Kernel.Process now = served;
    if (ended) {
      throw new IllegalStateException("process " + pid + " has ended");
    }
    if (now == null) {
      now = kernel.serve(this);
      served = now;
    }
    return now;
  }

  /** Whether nothing is left to be answered. */
  boolean ended() {
    return ended;
  }

  ClientTask task(int tid) {
    return tasks.computeIfAbsent(tid, fresh -> new ClientTask(this, fresh));
  }

  Iterable<ClientTask> tasks() {
    return tasks.values();
  }

  private boolean busy(int tid) {
    ClientTask task = tasks.get(tid);
    return task != null && task.busy();
  }

  @Override
  public long reach(long address, boolean write) {
    return regions.reach(address, write);
  }

  @Override
  public boolean copies(long address, boolean write) {
    return regions.copies(address, write);
  }

  @Override
  public void onChange(Change listener) {
    regions.listen(listener);
  }

  @Override
  public void noChange(Change listener) {
    regions.ignore(listener);
  }

  @Override
  public Shared share(long length) {
    return files.share(length);
  }

  @Override
  public Result install(File file) {
    Answering now = Answering.NOW.get();
    if (now == null) {
      throw new IllegalStateException("a file is installed while no call is answered");
    }
    int flags = CaughtCall.descriptorFlags(now.call(), memory);
    return files.install(file, listener, now.call(), flags);
  }

  @Override
  public boolean isOpen(int fd) {
    return Files.exists(Path.of("/proc/" + pid + "/fd/" + fd), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Optional<File> file(int fd) {
    Answering now = Answering.NOW.get();
    // The descriptor of the call itself has been looked up.
    OpenFiles.OpenFile open = now != null && now.fd() == fd ? now.file() : files.at(pid, fd);
    return Optional.ofNullable(open).map(OpenFiles.OpenFile::file);
  }

  @Override
  public Optional<Event> eventfd(int fd) {
    return events.at(fd);
  }

  /** It has ended, or another program has taken its place. */
  @Override
  public void close() {
    Kernel.Process last;
    synchronized (this) {
      ended = true;
      last = served;
    }
    // Without the lock: its tasks ask for it.
    if (last != null) {
      last.close();
    }
    tasks.values().forEach(ClientTask::close);
    events.close();
    slots.close();
  }
}
