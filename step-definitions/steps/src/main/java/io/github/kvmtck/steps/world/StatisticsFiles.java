package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.Descriptor;
import io.github.kvmtck.api.uapi.Stats;
import io.github.kvmtck.steps.words.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The statistics that a scenario has read, in order. */
public final class StatisticsFiles {
  private final World world;
  private final List<Statistics> read = new ArrayList<>();

  public StatisticsFiles(World world) {
    this.world = world;
  }

  /** Reads those of a VM or a vCPU. */
  public void read(Target target) {
    int fd = world.handle(target).ioctl(Stats.KVM_GET_STATS_FD).value().intValue();
    Descriptor file = new Descriptor(world.kvm().client(), fd);
    read.add(Statistics.read(file));
    file.closeFd().orThrow();
  }

  public Statistics last() {
    return read.getLast();
  }

  /** Counters of exits that grew between the last two readings, and by how much. */
  public Map<String, Integer> growth() {
    return last().growthSince(read.get(read.size() - 2));
  }
}
