package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Stats.KVM_GET_STATS_FD;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.stats.StatsFile;
import io.github.kvmtck.reference.stats.StatsFile.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** KVM_GET_STATS_FD (api.rst 4.133). */
final class StatsIoctls {
  private StatsIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table.on(KVM_GET_STATS_FD, StatsIoctls::ofVm);
  }

  static IoctlTable<Vcpu> addToVcpu(IoctlTable<Vcpu> table) {
    return table.on(KVM_GET_STATS_FD, StatsIoctls::ofVcpu);
  }

  private static Result ofVm(Vm vm, IoctlCall call) {
    List<Statistic> statistics = List.of(new Statistic("remote_tlb_flush", vm::remoteFlushes));
    vm.retain();
    return call.install(new StatsFile("kvm-1", statistics, vm.mm().foreign(), vm::release));
  }

  private static Result ofVcpu(Vcpu vcpu, IoctlCall call) {
    List<Statistic> statistics = new ArrayList<>();
    for (Counter counter : Counter.values()) {
      statistics.add(
          new Statistic(counter.name().toLowerCase(Locale.ROOT), () -> vcpu.stats().get(counter)));
    }
    Vm vm = vcpu.vm();
    vm.retain();
    String id = "kvm-1/vcpu-" + vcpu.id();
    return call.install(new StatsFile(id, statistics, vm.mm().foreign(), vm::release));
  }
}
