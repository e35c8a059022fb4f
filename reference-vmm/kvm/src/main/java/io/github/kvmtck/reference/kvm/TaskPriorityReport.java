package io.github.kvmtck.reference.kvm;

/** KVM_EXIT_TPR_ACCESS: the client is told which instruction uses the task priority. */
public final class TaskPriorityReport {
  private final Vcpu vcpu;
  private boolean on;
  private boolean told;

  TaskPriorityReport(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /** KVM_TPR_ACCESS_REPORTING. */
  public void on(boolean enabled) {
    on = enabled;
  }

  /**
   * The guest is about to read or write it. The instruction is suspended once, because only then it
   * is known where it is.
   */
  void access(boolean write) {
    if (on && !told) {
      told = true;
      throw vcpu.bus().suspended(new Question.TaskPriority(write));
    }
    told = false;
  }

  /** __report_tpr_access: the exit comes when the instruction is done. */
  public void tell(long rip, boolean write) {
    vcpu.run().taskPriorityAccess(rip, write);
    vcpu.request(Requests.REPORT_TPR_ACCESS);
  }
}
