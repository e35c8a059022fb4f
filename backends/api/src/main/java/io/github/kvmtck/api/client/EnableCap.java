package io.github.kvmtck.api.client;

import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;

/** KVM_ENABLE_CAP, for VM and vCPU. */
final class EnableCap {
  private EnableCap() {}

  static Reply<Long> on(Handle handle, int capability, long... args) {
    StructValue argument = StructValue.of(SystemApi.ENABLE_CAP).with("cap", capability);
    for (int i = 0; i < args.length; i++) {
      argument = argument.with("args[" + i + "]", args[i]);
    }
    return handle.ioctl(SystemApi.KVM_ENABLE_CAP, argument).returned();
  }
}
