package io.github.kvmtck.steps.world;

import static io.github.kvmtck.api.uapi.Linux.MAP_SHARED;
import static io.github.kvmtck.api.uapi.Linux.PROT_READ;
import static io.github.kvmtck.api.uapi.Linux.PROT_WRITE;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Reply;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Linux;
import java.util.Map;
import java.util.TreeMap;

/** The dirty rings of a scenario's VM. */
public final class DirtyRings {
  private static final long OFFSET = DirtyLog.KVM_DIRTY_LOG_PAGE_OFFSET * (long) Linux.PAGE_SIZE;

  /** KVM_DIRTY_RING_RSVD_ENTRIES. */
  private static final int RESERVED = 64;

  /** PML_LOG_NR_ENTRIES: what a processor may still have in its own buffer. */
  private static final int LOGGED_BY_PROCESSOR = 512;

  private final World world;
  private final KvmRun kvmRun;
  private final Map<Integer, DirtyRing> rings = new TreeMap<>();
  private long bytes;

  public DirtyRings(World world, KvmRun kvmRun) {
    this.world = world;
    this.kvmRun = kvmRun;
  }

  /**
   * Enables rings of the least size that the host takes: a page, or more where the processor logs
   * into a buffer of its own.
   */
  public void enableLeast(Capability capability) {
    Vm vm = world.vm();
    long most = vm.checkExtension(capability).value();
    bytes = Linux.PAGE_SIZE;
    Reply<Long> reply = vm.enableCap(capability, bytes);
    while (reply.failed() && bytes < most) {
      bytes *= 2;
      reply = vm.enableCap(capability, bytes);
    }
    reply.orThrow();
  }

  /** mmap(2) of all of a vCPU's ring. */
  public Result map(int flags) {
    return map(world.machine().vcpu(), flags);
  }

  private Result map(Vcpu vcpu, int flags) {
    int prot = PROT_READ | PROT_WRITE;
    return task().call(new Syscall.Mmap(0, bytes, prot, flags, vcpu.fd(), OFFSET));
  }

  /** The ring of the scenario's vCPU. */
  public DirtyRing ring() {
    return ring(world.machine().vcpu());
  }

  /** The ring of a vCPU. */
  public DirtyRing ring(Vcpu vcpu) {
    return rings.computeIfAbsent(vcpu.fd(), fd -> mapped(vcpu));
  }

  /** KVM_RESET_DIRTY_RINGS. */
  public Result reset() {
    return world.vm().by(task()).ioctl(DirtyLog.KVM_RESET_DIRTY_RINGS).result();
  }

  /** One that is free. */
  private Kernel.Task task() {
    return kvmRun.goesOn() ? world.otherTask() : world.vcpuTask();
  }

  private DirtyRing mapped(Vcpu vcpu) {
    Result mapped = map(vcpu, MAP_SHARED);
    if (mapped.failed()) {
      throw new AssertionError("the dirty ring cannot be mapped: " + mapped);
    }
    int size = (int) (bytes / DirtyLog.DIRTY_GFN.size());
    return new DirtyRing(vcpu.client().memory(), mapped.value(), size);
  }

  /** How many used entries make a ring too full for the guest. */
  public int softLimit() {
    int size = (int) (bytes / DirtyLog.DIRTY_GFN.size());
    boolean leastOfAll = bytes == Linux.PAGE_SIZE;
    return size - RESERVED - (leastOfAll ? 0 : LOGGED_BY_PROCESSOR);
  }
}
