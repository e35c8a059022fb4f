package io.github.kvmtck.reference;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.host.file.Device;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.host.file.TextFile;
import io.github.kvmtck.reference.host.process.Host;
import io.github.kvmtck.reference.kvm.KvmFile;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.mainline.Mainline;
import io.github.kvmtck.reference.schedule.Holds;
import io.github.kvmtck.reference.variation.Variations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A kernel built from mainline's blueprint and variations of it. */
public final class ReferenceKernel implements Kernel {
  /**
   * The release that the model follows. Later kernels it follows where 6.12 lacks what is
   * documented: EFAULT for a page that the host has lost comes with KVM_EXIT_MEMORY_FAULT (rule
   * RUN-06), KVM_CAP_X86_DISABLE_EXITS is EINVAL once there is a vCPU (rule RUN-07), and there is
   * KVM_CAP_X86_GUEST_MODE (rule RUN-01).
   */
  private static final String RELEASE = "6.12";

  private static final String POWER_STATE = "/sys/power/state";

  private final About about;
  private final Host host;
  private final Schedule schedule = new Holds();

  private ReferenceKernel(About about, Blueprint blueprint) {
    this.about = about;
    KvmSystem kvm = new KvmSystem(blueprint);
    Map<String, Device> devices = new HashMap<>(blueprint.get(Parts.DEVICES).apply(kvm));
    devices.put("/dev/kvm", task -> new KvmFile(kvm));
    devices.put(POWER_STATE, task -> power(kvm));
    this.host = new Host(devices);
  }

  /**
   * Mainline changed by variations, in their order: those of a profile, or breaches of a rule that
   * another module defines.
   *
   * @throws IllegalArgumentException with one sentence, where two of them cannot be had together
   */
  public static ReferenceKernel with(List<Variation> variations) {
    Variations.check(variations);
    Blueprint blueprint = Mainline.blueprint();
    for (Variation each : variations) {
      blueprint = each.apply(blueprint);
    }
    return new ReferenceKernel(about(variations), blueprint);
  }

  private static About about(List<Variation> variations) {
    List<String> names = variations.stream().map(Variation::name).toList();
    return new About(
        ReferenceProvider.NAME,
        RELEASE,
        names.contains("emulator-path") ? "emulator-path" : "fast-port-io",
        names,
        variations.stream()
            .filter(Variation::proposal)
            .map(Variation::name)
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeMap<>());
  }

  /** Suspend and resume: the notifiers run, and nothing else of it can be seen by a client. */
  private static OpenFile power(KvmSystem kvm) {
    return new TextFile(
        POWER_STATE,
        "freeze mem disk\n",
        state -> {
          if (!List.of("freeze", "mem", "disk").contains(state)) {
            return Errno.EINVAL;
          }
          kvm.suspend();
          return Errno.NONE;
        });
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
  public Process serve(Foreign client) {
    return host.serve(client);
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
