package io.github.kvmtck.reference.kvm;

import static io.github.kvmtck.api.uapi.Devices.DEVICE_ATTR;
import static io.github.kvmtck.api.uapi.Devices.KVM_DEV_VFIO_FILE;
import static io.github.kvmtck.api.uapi.Devices.KVM_DEV_VFIO_FILE_ADD;
import static io.github.kvmtck.api.uapi.Devices.KVM_DEV_VFIO_FILE_DEL;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Devices;
import io.github.kvmtck.reference.host.file.Caller;
import io.github.kvmtck.reference.host.file.OpenFile;
import java.lang.foreign.MemorySegment;

/**
 * The device that tells KVM which devices a VMM passes through (virt/kvm/vfio.c): the one kind that
 * KVM_CREATE_DEVICE makes on x86. The host has no VFIO, so that no file is one of them.
 */
public final class VfioDevice extends OpenFile {
  private static final Result NOT_PERMITTED = Result.error(Errno.EPERM);
  private static final Result NO_SUCH_REQUEST = Result.error(Errno.ENOTTY);
  private static final Result NO_SUCH_ATTRIBUTE = Result.error(Errno.ENXIO);

  private final Vm vm;

  private VfioDevice(Vm vm) {
    this.vm = vm;
    vm.retain();
  }

  /** kvm_vfio_create: EBUSY while there is one. */
  public static Result create(Vm vm, IoctlCall call) {
    return vm.devices().beginVfio() ? call.install(new VfioDevice(vm)) : Result.error(Errno.EBUSY);
  }

  @Override
  public String name() {
    return "anon_inode:kvm-vfio";
  }

  /** kvm_device_ioctl. */
  @Override
  public Result ioctl(Caller caller, int request, long argument) {
    if (caller.task().mm() != vm.mm() || vm.dead()) {
      return Result.error(Errno.EIO);
    }
    if (request == (int) Devices.KVM_GET_DEVICE_ATTR.number()) {
      return NOT_PERMITTED;
    }
    boolean sets = request == (int) Devices.KVM_SET_DEVICE_ATTR.number();
    if (!sets && request != (int) Devices.KVM_HAS_DEVICE_ATTR.number()) {
      return NO_SUCH_REQUEST;
    }
    MemorySegment in = new IoctlCall(caller, argument).read(DEVICE_ATTR.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    long attribute = DEVICE_ATTR.get(in, "attr");
    boolean known =
        DEVICE_ATTR.get(in, "group") == KVM_DEV_VFIO_FILE
            && (attribute == KVM_DEV_VFIO_FILE_ADD || attribute == KVM_DEV_VFIO_FILE_DEL);
    if (!known) {
      return NO_SUCH_ATTRIBUTE;
    }
    IoctlCall file = new IoctlCall(caller, DEVICE_ATTR.get(in, "addr"));
    return sets ? set(file, attribute == KVM_DEV_VFIO_FILE_ADD) : Result.ZERO;
  }

  /** kvm_vfio_file_add and kvm_vfio_file_del. */
  private static Result set(IoctlCall call, boolean adds) {
    MemorySegment in = call.read(Integer.BYTES);
    if (in == null) {
      return IoctlCall.FAULT;
    }
    OpenFile file = call.caller().files().get(in.get(JAVA_INT_UNALIGNED, 0));
    if (file == null) {
      return Result.error(Errno.EBADF);
    }
    file.put();
    return Result.error(adds ? Errno.EINVAL : Errno.ENOENT);
  }

  /** kvm_vfio_release: the VM may have another one. */
  @Override
  protected void release() {
    vm.devices().endVfio();
    vm.release();
  }
}
