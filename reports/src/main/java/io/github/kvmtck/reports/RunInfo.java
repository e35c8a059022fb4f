package io.github.kvmtck.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a run is a run of.
 *
 * @param suiteDigest SHA-256 over feature files and catalogue, in hexadecimal
 * @param backend name of the backend, e.g. {@code reference}
 * @param profile e.g. {@code mainline}
 * @param seed of the random order
 * @param jobs how many scenarios run at once
 * @param shard {@code i/n} where the suite is split over several runs
 * @param command the arguments that repeat the run
 */
public record RunInfo(
    String suiteVersion,
    String suiteDigest,
    String backend,
    String profile,
    Environment environment,
    long seed,
    int jobs,
    Optional<String> shard,
    List<String> command,
    Instant startedAt) {

  /**
   * Where it runs.
   *
   * @param kernelRelease as {@code uname -r} prints it
   * @param vendorModule e.g. {@code kvm_intel}; empty where no KVM of Linux is involved
   * @param nesting the hypervisor that the host itself runs on
   * @param commit of the suite's source
   */
  public record Environment(
      String kernelRelease,
      Optional<String> vendorModule,
      String cpuModel,
      Optional<String> nesting,
      String jdk,
      Optional<String> commit) {}

  public RunInfo {
    command = List.copyOf(command);
  }

  /** The day on which expectations are judged; UTC, so that it does not depend on the machine. */
  public LocalDate day() {
    return LocalDate.ofInstant(startedAt, ZoneOffset.UTC);
  }
}
