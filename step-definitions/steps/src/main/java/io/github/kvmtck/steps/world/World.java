package io.github.kvmtck.steps.world;

import io.cucumber.java.Scenario;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.Handle;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.events.CallLog;
import io.github.kvmtck.api.events.Traced;
import io.github.kvmtck.steps.Attachments;
import io.github.kvmtck.steps.Bench;
import io.github.kvmtck.steps.words.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * What one scenario owns. Cucumber makes one for each scenario and gives it to every glue class;
 * what is opened here is closed behind the scenario, also when it failed.
 */
public final class World {
  private static final int CALLS_KEPT = 50;

  private final Bench bench = Bench.mounted();
  private final CallLog callLog = new CallLog(CALLS_KEPT);
  private final List<Kernel.Task> otherTasks = new ArrayList<>();
  private @Nullable Session session;
  private @Nullable Vm vm;
  private @Nullable Machine machine;
  private @Nullable Snapshot before;

  /** What is there from the first step on. */
  private record Session(Scenario scenario, Traced traced, Kvm kvm) {
    Kernel.Process process() {
      return traced.process();
    }
  }

  /** Opens a client process and /dev/kvm. */
  public void open(Scenario scenario) {
    Traced traced = Traced.process(bench.kernel(), callLog);
    bench.opened(scenario, traced.process());
    try {
      Client client = new Client(traced.process(), traced.process().task("vcpu0"));
      session = new Session(scenario, traced, client.openKvm().value());
    } catch (RuntimeException e) {
      traced.process().close();
      bench.closed(scenario);
      throw e;
    }
  }

  /** Keeps what the client called last, for the report of a scenario that failed. */
  public void attachLastCalls() {
    if (session != null && session.scenario().isFailed()) {
      Attachments.lastCalls(session.scenario(), callLog.toString());
    }
  }

  /** The last calls, oldest first, one a line. */
  List<String> lastCalls() {
    return callLog.lines();
  }

  /** Interleavings, where the kernel can make them certain. */
  Optional<Schedule> schedule() {
    return session().traced().kernel().schedule();
  }

  /** Ends the process, and sees that nothing is left of it. */
  public void close() {
    if (session != null) {
      Session last = session;
      session = null;
      last.process().close();
      bench.closed(last.scenario());
      Assertions.assertThat(last.process().holdings())
          .as("what the client still holds after it was closed")
          .isEqualTo(Holdings.NONE);
    }
  }

  public Bench bench() {
    return bench;
  }

  public Scenario scenario() {
    return session().scenario();
  }

  public Kernel.Process process() {
    return session().process();
  }

  /** /dev/kvm, called from the vCPU's thread. */
  public Kvm kvm() {
    return session().kvm();
  }

  /** The thread that calls KVM_RUN unless a step says otherwise. */
  public Kernel.Task vcpuTask() {
    return kvm().client().task();
  }

  /** A new task of the process. */
  public Kernel.Task anotherTask() {
    Kernel.Task task = process().task("task" + (otherTasks.size() + 1));
    otherTasks.add(task);
    return task;
  }

  /** The newest task that is not the vCPU's. */
  public Kernel.Task otherTask() {
    return otherTasks.isEmpty() ? anotherTask() : otherTasks.getLast();
  }

  /** The vCPU's thread ends; another one stands in for it from now on. */
  public void replaceVcpuTask() {
    Kernel.Task old = vcpuTask();
    Client client = kvm().client().by(anotherTask());
    session = new Session(scenario(), session().traced(), new Kvm(client, kvm().fd()));
    machine = machine().by(client.task());
    old.close();
  }

  /** The steps are about this machine from now on. */
  public void use(Machine other) {
    machine = other;
    vm = other.vm();
    remember();
  }

  /** There is a VM without a machine around it. */
  public void use(Vm other) {
    vm = other;
  }

  boolean hasVm() {
    return vm != null;
  }

  public Vm vm() {
    return Objects.requireNonNull(vm, "no step has made a VM");
  }

  /** The descriptor that a sentence means. */
  public Handle handle(Target target) {
    return switch (target) {
      case VCPU -> machine().vcpu();
      case VM -> vm();
      case SYSTEM -> kvm();
    };
  }

  boolean hasMachine() {
    return machine != null;
  }

  public Machine machine() {
    return Objects.requireNonNull(machine, "no step has made a vCPU");
  }

  /** "Unchanged" compares with how the vCPU is now. */
  public void remember() {
    before = Snapshot.of(machine().vcpu());
  }

  /** What is different of the vCPU since then. */
  public List<String> changes() {
    return Snapshot.of(machine().vcpu()).changesSince(Objects.requireNonNull(before));
  }

  /** Puts down what happened where it is not for the suite to judge. */
  public void observe(String key, String value) {
    Attachments.observation(scenario(), key, value);
  }

  /** Puts down how often each thing happened, where that is a matter of luck. */
  public void count(String key, Map<String, Integer> counts) {
    Attachments.count(scenario(), key, counts);
  }

  private Session session() {
    return Objects.requireNonNull(session, "the scenario is over");
  }
}
