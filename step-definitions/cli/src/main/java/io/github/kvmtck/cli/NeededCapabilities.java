package io.github.kvmtck.cli;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The capabilities without which some scenarios do not apply.
 *
 * @param rules the rules that need each of them
 */
record NeededCapabilities(SortedMap<Capability, SortedSet<String>> rules) {
  /** What a scenario says of /dev/kvm, or of a VM and then with the least answer that it needs. */
  private static final Pattern TAG =
      Pattern.compile("@needs-(?:vm-)?cap:(?<name>[A-Z0-9_]+)(?::\\d+)?");

  static NeededCapabilities of(Suite suite) {
    SortedMap<Capability, SortedSet<String>> rules = new TreeMap<>();
    for (Entry entry : suite.entries()) {
      entry.scenario().tags().stream()
          .map(TAG::matcher)
          .filter(Matcher::matches)
          .map(tag -> Capability.valueOf("KVM_CAP_" + tag.group("name")))
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
        Kvm kvm = client.openKvm().value();
        Vm vm = kvm.createVm().value()) {
      rules.forEach((capability, needing) -> {
        if (vm.checkExtension(capability).value() == 0) {
          missing.put(capability, needing);
        }
      });
    }
    return missing;
  }
}
