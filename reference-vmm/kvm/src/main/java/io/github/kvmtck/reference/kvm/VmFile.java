package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.file.Caller;
import io.github.kvmtck.reference.host.file.OpenFile;

/** The file that KVM_CREATE_VM returns. */
public final class VmFile extends OpenFile {
  private static final Result NO_SUCH_REQUEST = Result.error(Errno.ENOTTY);

  private final Vm vm;

  /** The creator's reference to the VM passes to this file. */
  public VmFile(Vm vm) {
    this.vm = vm;
  }

  @Override
  public String name() {
    return "anon_inode:kvm-vm";
  }

  @Override
  public Result ioctl(Caller caller, int request, long argument) {
    if (caller.task().mm() != vm.mm() || vm.dead()) {
      return Result.error(Errno.EIO);
    }
    var handler = vm.system().vmIoctls().handler(request);
    return handler == null ? NO_SUCH_REQUEST : handler.handle(vm, new IoctlCall(caller, argument));
  }

  @Override
  protected void release() {
    vm.release();
  }
}
