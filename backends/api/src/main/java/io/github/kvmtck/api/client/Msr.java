package io.github.kvmtck.api.client;

import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.List;
import java.util.stream.IntStream;

/** A model-specific register and its value. */
public record Msr(int index, long data) {

  static StructValue pack(List<Msr> msrs) {
    StructValue packed = StructValue.of(Msrs.MSRS, msrs.size()).with("nmsrs", msrs.size());
    for (int i = 0; i < msrs.size(); i++) {
      packed =
          packed
              .with("entries[" + i + "].index", msrs.get(i).index)
              .with("entries[" + i + "].data", msrs.get(i).data);
    }
    return packed;
  }

  static List<Msr> list(StructValue msrs) {
    return IntStream.range(0, (int) msrs.get("nmsrs"))
        .mapToObj(i -> msrs.inner("entries[" + i + "]"))
        .map(entry -> new Msr((int) entry.get("index"), entry.get("data")))
        .toList();
  }

  static List<Integer> indices(StructValue list) {
    return IntStream.range(0, (int) list.get("nmsrs"))
        .mapToObj(i -> (int) list.get("indices[" + i + "]"))
        .toList();
  }
}
