package io.github.kvmtck.reference.kvm;

/** kvm_pm_notifier: the host is about to suspend (PM_SUSPEND_PREPARE). */
@FunctionalInterface
public interface PowerNotifier {
  void suspend(Vm vm);
}
