package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.reference.host.file.Caller;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.host.memory.Backing;
import io.github.kvmtck.reference.host.memory.Pages;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file that KVM_CREATE_VCPU returns. */
public final class VcpuFile extends OpenFile {
  private final Vcpu vcpu;
  private final IoctlTable<Vcpu> ioctls;

  public VcpuFile(Vcpu vcpu) {
    this.vcpu = vcpu;
    this.ioctls = vcpu.vm().system().vcpuIoctls();
    vcpu.vm().retain();
  }

  @Override
  public String name() {
    return "anon_inode:kvm-vcpu:" + vcpu.id();
  }

  @Override
  public Result ioctl(Caller caller, int request, long argument) {
    if (caller.task().mm() != vcpu.vm().mm() || vcpu.vm().dead()) {
      return Result.error(Errno.EIO);
    }
    if ((request >>> 8 & 0xff) != Request.KVMIO) {
      return IoctlCall.INVALID;
    }
    IoctlCall call = new IoctlCall(caller, argument);
    var handler = ioctls.handler(request);
    if (ioctls.asynchronous(request) && handler != null) {
      return handler.handle(vcpu, call);
    }
    caller.task().reach(SchedulingPoint.VCPU_IOCTL_BEFORE_MUTEX);
    // An unknown request waits for the mutex too before it fails (rule THR-05).
    return vcpu.locked(
        caller.task(), () -> handler == null ? IoctlCall.INVALID : handler.handle(vcpu, call));
  }

  /** kvm_vcpu_mmap: the dirty ring is shared with KVM, and so are its pages. */
  @Override
  public Errno mayMap(boolean shared, long length, long offset) {
    long last = Pages.down(offset + length - 1);
    return !shared && (inDirtyRing(offset) || inDirtyRing(last)) ? Errno.EINVAL : Errno.NONE;
  }

  private boolean inDirtyRing(long offset) {
    long inRing = offset - VcpuPages.DIRTY_RING;
    return inRing >= 0 && inRing < vcpu.vm().dirtyTracking().ringBytes();
  }

  @Override
  public Optional<Pollable> pollable() {
    return vcpu.vm().system().polling().of(vcpu);
  }

  @Override
  public @Nullable Backing map(boolean shared, long length, long offset) {
    vcpu.mapped().retain();
    return vcpu.mapped();
  }

  @Override
  public Optional<Foreign.Shared> pages() {
    return vcpu.mappedByForeign();
  }

  @Override
  protected void release() {
    vcpu.vm().release();
  }
}
