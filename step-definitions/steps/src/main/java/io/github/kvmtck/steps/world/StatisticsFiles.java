package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.Descriptor;
import java.util.ArrayList;
import java.util.List;

/** The statistics that a scenario has read, in order. */
public final class StatisticsFiles {
  private final World world;
  private final List<Statistics> read = new ArrayList<>();

  public StatisticsFiles(World world) {
    this.world = world;
  }

  public void readVm() {
    read(world.vm().getStatsFd().value());
  }

  public void readVcpu() {
    read(world.machine().vcpu().getStatsFd().value());
  }

  public Statistics last() {
    return read.getLast();
  }

  /** Counters of exits that grew between the last two readings. */
  public List<String> grown() {
    return last().grownSince(read.get(read.size() - 2));
  }

  private void read(Descriptor file) {
    read.add(Statistics.read(file));
    file.closeFd().orThrow();
  }
}
