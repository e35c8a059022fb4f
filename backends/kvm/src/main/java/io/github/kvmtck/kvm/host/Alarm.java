package io.github.kvmtck.kvm.host;

import java.util.regex.Pattern;

/** Tells the lines with which a kernel reports a defect of its own. */
final class Alarm {
  /**
   * WARN_ON and lockdep (kernel/panic.c, kernel/locking/lockdep.c), BUG and oopses (lib/bug.c,
   * arch/x86/kernel/dumpstack.c), sanitizers, stalls and hung tasks.
   */
  private static final Pattern REPORT =
      Pattern.compile(
          "^WARNING: |\\bBUG: |^kernel BUG at |^Oops|^general protection fault|^Kernel panic"
              + "|^UBSAN: |^KCSAN: |^KFENCE: |^kmemleak: \\d"
              + "|rcu: INFO: rcu_\\w+ (self-)?detected|^INFO: task .* blocked for more than"
              + "|^double fault: |^stack segment: |^invalid opcode: ");

  private Alarm() {}

  static boolean isRaisedBy(String text) {
    return REPORT.matcher(text).find();
  }
}
