package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Descriptor;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.uapi.Stats;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Data;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The statistics file of a VM or vCPU, as it was read (api.rst 4.133).
 *
 * @param size of the file in bytes
 */
public record Statistics(StructValue header, List<Counter> counters, int size) {
  private static final int ROOM = 1 << 16;

  /**
   * One descriptor with its data.
   *
   * @param offset into the data block, in bytes
   * @param values as many as the descriptor's size says; empty where they lie behind the file
   */
  public record Counter(String name, boolean terminated, int offset, int size, List<Long> values) {
    public Counter {
      values = List.copyOf(values);
    }
  }

  public Statistics {
    counters = List.copyOf(counters);
  }

  static Statistics read(Descriptor file) {
    try (HostMemory memory = HostMemory.map(file.client(), ROOM).value()) {
      long length =
          file.client().call(new Syscall.Pread(file.fd(), memory.address(), ROOM, 0)).value();
      return parse(memory.read(0, (int) length));
    }
  }

  private static Statistics parse(byte[] bytes) {
    StructValue header = StructValue.of(Stats.STATS_HEADER, bytes);
    int nameSize = (int) header.get("name_size");
    int stride = (int) Stats.STATS_DESC.size() + nameSize;
    List<Counter> counters = new ArrayList<>();
    for (int i = 0; i < header.get("num_desc"); i++) {
      int at = (int) header.get("desc_offset") + i * stride;
      if (at + stride > bytes.length) {
        break;
      }
      counters.add(counter(bytes, at, nameSize, (int) header.get("data_offset")));
    }
    return new Statistics(header, counters, bytes.length);
  }

  private static Counter counter(byte[] bytes, int at, int nameSize, int dataOffset) {
    int nameAt = at + (int) Stats.STATS_DESC.size();
    StructValue descriptor =
        StructValue.of(Stats.STATS_DESC, Arrays.copyOfRange(bytes, at, nameAt));
    String padded = new String(bytes, nameAt, nameSize, StandardCharsets.US_ASCII);
    int end = padded.indexOf('\0');
    int offset = (int) descriptor.get("offset");
    int size = (int) descriptor.get("size");
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int value = dataOffset + offset + i * Long.BYTES;
      if (value + Long.BYTES <= bytes.length) {
        values.add(Data.of(Arrays.copyOfRange(bytes, value, value + Long.BYTES)).value());
      }
    }
    return new Counter(end < 0 ? padded : padded.substring(0, end), end > 0, offset, size, values);
  }

  /**
   * A piece of the file.
   *
   * @param start offset of its first byte
   * @param end offset behind its last byte
   */
  public record Part(String name, int start, int end) {}

  /** Header, id, descriptors and data, in the order of their offsets. */
  public List<Part> parts() {
    int nameSize = (int) header.get("name_size");
    int descriptors = (int) header.get("num_desc") * ((int) Stats.STATS_DESC.size() + nameSize);
    return Stream.of(
            part("header", 0, (int) Stats.STATS_HEADER.size()),
            part("id", (int) header.get("id_offset"), nameSize),
            part("descriptors", (int) header.get("desc_offset"), descriptors),
            part("data", (int) header.get("data_offset"), dataSize()))
        .sorted(Comparator.comparingInt(Part::start).thenComparingInt(Part::end))
        .toList();
  }

  private static Part part(String name, int start, int length) {
    return new Part(name, start, start + length);
  }

  private int dataSize() {
    return counters.stream()
        .mapToInt(counter -> counter.offset() + counter.size() * Long.BYTES)
        .max()
        .orElse(0);
  }

  /** By how much the counters of exits are greater than in {@code before}, where they are. */
  public Map<String, Integer> growthSince(Statistics before) {
    Map<String, Integer> growth = new TreeMap<>();
    for (Counter counter : counters) {
      long more = value(counter.name()) - before.value(counter.name());
      if (counter.name().endsWith("exits") && counter.size() == 1 && more > 0) {
        growth.put(counter.name(), (int) more);
      }
    }
    return growth;
  }

  private long value(String name) {
    return counters.stream()
        .filter(counter -> counter.name().equals(name))
        .flatMap(counter -> counter.values().stream())
        .findFirst()
        .orElse(0L);
  }
}
