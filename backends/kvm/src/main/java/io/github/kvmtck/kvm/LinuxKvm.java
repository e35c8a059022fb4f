package io.github.kvmtck.kvm;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelLog;
import io.github.kvmtck.kvm.fork.ForkedProcess;
import io.github.kvmtck.kvm.host.HostLog;
import io.github.kvmtck.kvm.host.ProcSelf;
import io.github.kvmtck.kvm.memory.AddressSpace;
import io.github.kvmtck.kvm.process.HarmlessHandlers;
import io.github.kvmtck.kvm.process.LinuxProcess;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The KVM of the Linux that this JVM runs on. */
final class LinuxKvm implements Kernel {
  private final About about;
  private final long vcpuMmapSize;
  private final Optional<HostLog> log;
  private final HarmlessHandlers handlers;
  private final Set<LinuxProcess> processes = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  LinuxKvm(About about, long vcpuMmapSize, Optional<HostLog> log) {
    this.about = about;
    this.vcpuMmapSize = vcpuMmapSize;
    this.log = log;
    this.handlers = HarmlessHandlers.hold();
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public Process process() {
    processes.removeIf(LinuxProcess::isClosed);
    LinuxProcess process =
        new LinuxProcess(
            AddressSpace.create(vcpuMmapSize), parent -> ForkedProcess.of(parent, vcpuMmapSize));
    processes.add(process);
    return process;
  }

  @Override
  public Optional<KernelLog> log() {
    return log.map(kmsg -> kmsg);
  }

  @Override
  public Holdings holdings() {
    return ProcSelf.count(AddressSpace::isClients, LinuxProcess.THREAD_PREFIX);
  }

  @Override
  public void close() {
    // Once: the handlers are a lease, and giving it back twice takes it from another kernel.
    if (closed.getAndSet(true)) {
      return;
    }
    // A process with a task that can't be ended keeps its handlers too: it may still get signals.
    processes.forEach(LinuxProcess::close);
    log.ifPresent(HostLog::close);
    handlers.close();
  }
}
