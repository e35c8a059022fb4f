package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.file.Caller;
import io.github.kvmtck.reference.host.file.OpenFile;

/** An open /dev/kvm. */
public final class KvmFile extends OpenFile {
  private final KvmSystem system;

  public KvmFile(KvmSystem system) {
    this.system = system;
  }

  @Override
  public String name() {
    return "/dev/kvm";
  }

  @Override
  public Result ioctl(Caller caller, int request, long argument) {
    var handler = system.systemIoctls().handler(request);
    return handler == null
        ? IoctlCall.INVALID
        : handler.handle(system, new IoctlCall(caller, argument));
  }
}
