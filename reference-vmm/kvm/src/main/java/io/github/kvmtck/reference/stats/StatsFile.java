package io.github.kvmtck.reference.stats;

import static io.github.kvmtck.api.uapi.Stats.STATS_DESC;
import static io.github.kvmtck.api.uapi.Stats.STATS_HEADER;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.host.file.Shown;
import io.github.kvmtck.reference.host.task.HostTask;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The file that KVM_GET_STATS_FD returns: header, id, descriptors, data. A client of Linux reads
 * pages of it, which are as they were when its last call came back.
 */
public final class StatsFile extends OpenFile implements Shown {
  /** KVM_STATS_NAME_SIZE. */
  private static final int NAME_SIZE = 48;

  /** The counters are cumulative, have no unit and base 10: all bits of the flags are 0. */
  private static final int CUMULATIVE = 0;

  /** One counter. */
  public record Statistic(String name, LongSupplier value) {}

  private final String id;
  private final List<Statistic> statistics;
  private final Runnable onRelease;
  private final Optional<Foreign.Shared> pages;
  private long position;

  /**
   * A file of statistics.
   *
   * @param id names the VM or vCPU
   * @param client of Linux, that it is for
   * @param onRelease gives back what the file holds
   */
  public StatsFile(
      String id, List<Statistic> statistics, Optional<Foreign> client, Runnable onRelease) {
    this.id = id;
    this.statistics = List.copyOf(statistics);
    this.onRelease = onRelease;
    this.pages = client.map(each -> each.share(content().byteSize()));
    show();
  }

  @Override
  public String name() {
    return "anon_inode:kvm-stats";
  }

  @Override
  public Optional<Foreign.Shared> pages() {
    return pages;
  }

  @Override
  public synchronized void show() {
    pages.ifPresent(shared -> shared.segment().copyFrom(content()));
  }

  private MemorySegment content() {
    long header = STATS_HEADER.size();
    long descriptor = STATS_DESC.size() + NAME_SIZE;
    long descriptors = header + NAME_SIZE;
    long data = descriptors + statistics.size() * descriptor;
    MemorySegment all =
        MemorySegment.ofArray(new byte[(int) data + statistics.size() * Long.BYTES]);
    STATS_HEADER.set(all, "name_size", NAME_SIZE);
    STATS_HEADER.set(all, "num_desc", statistics.size());
    STATS_HEADER.set(all, "id_offset", header);
    STATS_HEADER.set(all, "desc_offset", descriptors);
    STATS_HEADER.set(all, "data_offset", data);
    name(all.asSlice(header), id);
    for (int i = 0; i < statistics.size(); i++) {
      MemorySegment entry = all.asSlice(descriptors + i * descriptor, descriptor);
      STATS_DESC.set(entry, "flags", CUMULATIVE);
      STATS_DESC.set(entry, "size", 1);
      STATS_DESC.set(entry, "offset", (long) i * Long.BYTES);
      name(entry.asSlice(STATS_DESC.size()), statistics.get(i).name);
      all.set(
          ValueLayout.JAVA_LONG_UNALIGNED,
          data + (long) i * Long.BYTES,
          statistics.get(i).value.getAsLong());
    }
    return all;
  }

  private static void name(MemorySegment into, String name) {
    MemorySegment.copy(
        MemorySegment.ofArray(name.getBytes(StandardCharsets.US_ASCII)), 0, into, 0, name.length());
  }

  @Override
  public Result pread(HostTask task, long address, long count, long offset) {
    MemorySegment all = content();
    long from = Math.min(offset, all.byteSize());
    long length = Math.min(count, all.byteSize() - from);
    return task.mm().memory().put(address, all.asSlice(from, length)) == Errno.NONE
        ? Result.of(length)
        : Result.error(Errno.EFAULT);
  }

  @Override
  public synchronized Result read(HostTask task, long address, long count) {
    Result result = pread(task, address, count, position);
    position += Math.max(0, result.value());
    return result;
  }

  @Override
  protected void release() {
    pages.ifPresent(Foreign.Shared::free);
    onRelease.run();
  }
}
