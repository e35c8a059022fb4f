package io.github.kvmtck.cli;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The capabilities without which some scenarios do not apply.
 *
 * @param rules the rules that need each of them
 */
record NeededCapabilities(SortedMap<Capability, SortedSet<String>> rules) {
  private static final String TAG = "@needs-cap:";

  static NeededCapabilities of(Suite suite) {
    SortedMap<Capability, SortedSet<String>> rules = new TreeMap<>();
    for (Entry entry : suite.entries()) {
      entry.scenario().tags().stream()
          .filter(tag -> tag.startsWith(TAG))
          .map(tag -> Capability.valueOf("KVM_CAP_" + tag.substring(TAG.length())))
          .forEach(capability ->
              rules
                  .computeIfAbsent(capability, _ -> new TreeSet<>(RuleId.ORDER))
                  .add(entry.rule()));
    }
    return new NeededCapabilities(rules);
  }

  /** Those that a kernel does not have, with the rules that do not wholly apply to it. */
  Map<Capability, SortedSet<String>> missing(Kernel kernel) {
    Map<Capability, SortedSet<String>> missing = new TreeMap<>();
    if (rules.isEmpty()) {
      return missing;
    }
    try (Kernel.Process process = kernel.process();
        Kernel.Task task = process.task("doctor");
        Client client = new Client(process, task);
        Kvm kvm = client.openKvm().value()) {
      rules.forEach((capability, needing) -> {
        if (kvm.checkExtension(capability).value() == 0) {
          missing.put(capability, needing);
        }
      });
    }
    return missing;
  }
}
