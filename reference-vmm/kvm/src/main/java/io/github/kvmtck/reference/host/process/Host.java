package io.github.kvmtck.reference.host.process;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.reference.host.file.Device;
import io.github.kvmtck.reference.host.file.ForeignFiles;
import io.github.kvmtck.reference.host.file.LocalFiles;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.memory.ForeignSpace;
import io.github.kvmtck.reference.host.task.BorrowedThread;
import io.github.kvmtck.reference.host.task.WorkerPool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The machine that clients run on: its processes, its threads, its files by path. */
public final class Host implements AutoCloseable {
  private final Map<String, Device> devices;
  private final WorkerPool workers = new WorkerPool();
  private final Set<HostProcess> processes = ConcurrentHashMap.newKeySet();

  /**
   * @param devices what can be opened, by absolute path
   */
  public Host(Map<String, Device> devices) {
    this.devices = Map.copyOf(devices);
  }

  public HostProcess process() {
    return adopt(new HostProcess(this, new AddressSpace(), new LocalFiles(), workers::take));
  }

  /** A client outside this JVM. */
  public HostProcess serve(Foreign client) {
    return adopt(
        new HostProcess(
            this,
            new ForeignSpace(client),
            new ForeignFiles(client),
            name -> new BorrowedThread()));
  }

  HostProcess adopt(HostProcess process) {
    processes.add(process);
    return process;
  }

  void forget(HostProcess process) {
    processes.remove(process);
  }

  Map<String, Device> devices() {
    return devices;
  }

  @Override
  public void close() {
    List.copyOf(processes).forEach(HostProcess::close);
    workers.close();
  }
}
