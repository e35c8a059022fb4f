package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.Sleep;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.IoctlTable.Handler;
import io.github.kvmtck.reference.kvm.Vm;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * kvm-&gt;slots_lock of VMs on which an error path has forgotten to unlock it. Who wants it then
 * waits for ever; here that ends with the process, so that a test can.
 */
final class LeakedLock {
  private static final List<Request> TAKERS =
      List.of(
          Memslots.KVM_SET_USER_MEMORY_REGION,
          Memslots.KVM_SET_USER_MEMORY_REGION2,
          DirtyLog.KVM_GET_DIRTY_LOG,
          DirtyLog.KVM_CLEAR_DIRTY_LOG,
          ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST);

  private final Set<Vm> leaked =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  void leak(Vm vm) {
    leaked.add(vm);
  }

  /** The ioctls of a VM, of which those that take the lock may wait for it. */
  IoctlTable<Vm> guard(IoctlTable<Vm> ioctls) {
    IoctlTable<Vm> guarded = ioctls;
    for (Request request : TAKERS) {
      Handler<Vm> handler = ioctls.handler((int) request.number());
      if (handler != null) {
        guarded =
            guarded.on(
                request,
                (vm, call) -> leaked.contains(vm) ? wait(call.task()) : handler.handle(vm, call));
      }
    }
    return guarded;
  }

  private static Result wait(HostTask task) {
    task.sleep(new WaitQueue(), () -> false, Sleep.KILLABLE, HostTask.FOREVER);
    return Result.error(Errno.EINTR);
  }
}
