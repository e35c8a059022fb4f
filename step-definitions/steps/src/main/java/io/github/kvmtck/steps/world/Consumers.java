package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.words.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Accesses to guest memory by the kernel that no vCPU's guest has asked for. */
public final class Consumers {
  /** Of the variation page-track-consumer. */
  private static final String DEVICE = "/dev/kvm-page-track";

  private final World world;
  private final Requests requests;

  public Consumers(World world, Requests requests) {
    this.world = world;
    this.requests = requests;
  }

  /** KVM_SET_MSRS by another task. */
  public Result setMsr(long index, long value) {
    Vcpu vcpu = world.machine().vcpu().by(world.anotherTask());
    return vcpu.setMsrs(List.of(new Msr((int) index, value))).result();
  }

  /**
   * A vCPU ioctl of another task, which loses its processor while the vCPU is loaded.
   *
   * @throws NotRun where that cannot be had at will
   */
  public boolean preemptedIn(Request request) {
    Schedule schedule =
        world.schedule().orElseThrow(() -> new NotRun("no task can be preempted at will here"));
    Kernel.Task task = world.anotherTask();
    Vcpu vcpu = world.machine().vcpu().by(task);
    try (Schedule.Hold hold = schedule.hold(task, SchedulingPoint.VCPU_SCHED_OUT)) {
      var call = task.begin(() -> requests.call(vcpu, request));
      boolean reached = hold.awaitReached(Patience.BOUND);
      hold.release();
      return reached && Patience.result(call, request.name()).isPresent();
    }
  }

  /** The device writes one byte. */
  public Result deviceWrites(long gpa) {
    Client client = world.kvm().client().by(world.anotherTask());
    int device = client.call(new Syscall.Open(DEVICE, Linux.O_WRONLY)).value().intValue();
    byte[] address = Numbers.show(gpa).getBytes(StandardCharsets.US_ASCII);
    try (HostMemory memory = HostMemory.map(client, Linux.PAGE_SIZE).value()) {
      memory.write(0, address);
      Result result =
          client.task().call(new Syscall.Write(device, memory.address(), address.length));
      client.call(new Syscall.Close(device)).orThrow();
      return result.failed() ? result : Result.ZERO;
    }
  }
}
