package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.Descriptor;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.LeaveWay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What asks a vCPU to leave KVM_RUN: one way for a scenario, and what it needs. */
public final class LeaveRequest {
  private static final String NAME = "the call that asks the vCPU to leave";

  private final World world;
  private final KvmRun kvmRun;
  private final List<Descriptor> exitfds = new ArrayList<>();
  private @Nullable LeaveWay way;
  private @Nullable HostMemory word;

  public LeaveRequest(World world, KvmRun kvmRun) {
    this.world = world;
    this.kvmRun = kvmRun;
  }

  /** Makes ready what must be there before KVM_RUN. */
  public void prepare(LeaveWay chosen) {
    way = chosen;
    switch (chosen) {
      case USER_EXIT, USER_EXIT_V1 -> {}
      case EXITFD -> makeExitfd().orElseThrow();
      case SIGNAL -> {
        SignalMasks.block(world.vcpuTask(), Signals.SIGUSR1);
        vcpu().setSignalMask(Signals.set()).orThrow();
      }
    }
  }

  public LeaveWay way() {
    return Objects.requireNonNull(way, "no step has said how the vCPU is asked to leave");
  }

  /** Asks, from another task than the vCPU's. */
  public Result ask() {
    return switch (way()) {
      case USER_EXIT -> userExit(StructValue.of(Proposed.USER_EXIT));
      case USER_EXIT_V1 -> userExitV1(named(vcpu().id()));
      case EXITFD -> write(0, 1);
      case SIGNAL -> {
        world.vcpuTask().signal(Signals.SIGUSR1);
        yield Result.ZERO;
      }
    };
  }

  /** KVM_USER_EXIT of version 2 with an argument. */
  public Result userExit(StructValue argument) {
    return byOther(() -> vcpu().by(other()).ioctl(Proposed.KVM_USER_EXIT, argument).result());
  }

  /** KVM_USER_EXIT of version 1 with an argument. */
  public Result userExitV1(StructValue argument) {
    return byOther(
        () -> world.vm().by(other()).ioctl(Proposed.KVM_USER_EXIT_V1, argument).result());
  }

  /**
   * The ioctl of a way with an argument that reaches beyond what is mapped.
   *
   * @param readable how many bytes of it are there
   * @param content what each of them is
   */
  public Result call(LeaveWay chosen, long readable, int content) {
    Client client = world.kvm().client().by(other());
    HostMemory memory = HostMemory.map(client, 2 * Linux.PAGE_SIZE).value();
    byte[] there = new byte[(int) readable];
    Arrays.fill(there, (byte) content);
    memory.write(Linux.PAGE_SIZE - readable, there);
    long end = memory.address() + Linux.PAGE_SIZE;
    client.call(new Syscall.Munmap(end, Linux.PAGE_SIZE)).orThrow();
    return byOther(() ->
        chosen == LeaveWay.USER_EXIT_V1
            ? world.vm().by(other()).ioctl(Proposed.KVM_USER_EXIT_V1, end - readable).result()
            : vcpu().by(other()).ioctl(Proposed.KVM_USER_EXIT, end - readable).result());
  }

  /** The argument of version 1 that names a vCPU. */
  public static StructValue named(long vcpu) {
    return StructValue.of(Proposed.USER_EXIT_V1).with("vcpu_id", vcpu);
  }

  /** KVM_VCPU_MAKE_EXITFD; what it returned, and the descriptor where it is one. */
  public Made makeExitfd() {
    Result result = vcpu().ioctl(Proposed.KVM_VCPU_MAKE_EXITFD).result();
    if (!result.failed()) {
      exitfds.add(new Descriptor(vcpu().client(), (int) result.value()));
    }
    return new Made(result);
  }

  /** What KVM_VCPU_MAKE_EXITFD returned. */
  public record Made(Result result) {
    void orElseThrow() {
      if (result.failed()) {
        throw new AssertionError("KVM_VCPU_MAKE_EXITFD → " + result);
      }
    }
  }

  /** Writes a count into an exitfd, counted from 0. */
  public Result write(int exitfd, long count) {
    long address = word().address();
    return byOther(() -> {
      world.kvm().client().memory().bytes(address, Data.littleEndian(count, Long.BYTES));
      return other().call(new Syscall.Write(exitfds.get(exitfd).fd(), address, Long.BYTES));
    });
  }

  /** Closes an exitfd, counted from 0. */
  public Result close(int exitfd) {
    return byOther(() -> other().call(new Syscall.Close(exitfds.get(exitfd).fd())));
  }

  private HostMemory word() {
    HostMemory known = word;
    if (known == null) {
      known = HostMemory.map(world.kvm().client().by(other()), Linux.PAGE_SIZE).value();
      word = known;
    }
    return known;
  }

  /** None of these may wait for the vCPU. */
  private Result byOther(Supplier<Result> call) {
    return Patience.result(other().begin(call), NAME).orElseThrow(() -> kvmRun.overdue(NAME));
  }

  private Kernel.Task other() {
    return world.otherTask();
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }
}
