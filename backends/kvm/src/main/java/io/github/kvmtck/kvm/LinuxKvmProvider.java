package io.github.kvmtck.kvm;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.kvm.host.DevKvm;
import io.github.kvmtck.kvm.host.Host;
import io.github.kvmtck.kvm.host.HostLog;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code --backend kvm}. */
public final class LinuxKvmProvider implements KernelProvider {
  private static final String NAME = "kvm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "the KVM of this machine's Linux, through /dev/kvm";
  }

  @Override
  public Optional<String> unavailable() {
    return DevKvm.unavailable();
  }

  @Override
  public Kernel open(KernelOptions options) {
    if (!options.profile().equals(KernelOptions.MAINLINE.profile())) {
      throw new IllegalArgumentException(
          "The backend kvm has no profile '%s': a real kernel is what it is, and --implements says"
                  .formatted(options.profile())
              + " which proposals it was built with.");
    }
    unavailable()
        .ifPresent(reason -> {
          throw new IllegalStateException(reason);
        });
    Optional<HostLog> log = HostLog.open();
    return new LinuxKvm(about(options, log.isPresent()), DevKvm.vcpuMmapSize(), log);
  }

  private static About about(KernelOptions options, boolean hasLog) {
    Host host = new Host();
    SortedMap<String, String> facts = host.facts();
    facts.put(
        "kernel-log", hasLog ? "read" : "not readable: be root, or set kernel.dmesg_restrict to 0");
    SortedSet<String> proposals = new TreeSet<>(options.proposals());
    return new About(NAME, host.release(), host.vendorModule(), List.of(), proposals, facts);
  }
}
