package io.github.kvmtck.reference;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.host.process.Host;
import io.github.kvmtck.reference.kvm.KvmFile;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.schedule.Holds;
import java.util.Map;
import java.util.Optional;

/** A kernel built from a blueprint. */
public final class ReferenceKernel implements Kernel {
  private final About about;
  private final Host host;
  private final Schedule schedule = new Holds();

  public ReferenceKernel(About about, Blueprint blueprint) {
    this.about = about;
    KvmSystem kvm = new KvmSystem(blueprint);
    this.host = new Host(Map.of("/dev/kvm", task -> new KvmFile(kvm)));
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public Process process() {
    return host.process();
  }

  @Override
  public Optional<Schedule> schedule() {
    return Optional.of(schedule);
  }

  @Override
  public void close() {
    host.close();
  }
}
