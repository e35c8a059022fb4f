package io.github.kvmtck.kvm.host;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Ioctl;
import io.github.kvmtck.linux.Platform;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import java.util.Optional;

/** Whether {@code /dev/kvm} can be used here. */
public final class DevKvm {
  private static final String PATH = "/dev/kvm";

  private DevKvm() {}

  /** Why it can't, as one sentence that says what to do; empty where it can. */
  public static Optional<String> unavailable() {
    Optional<String> platform = Platform.unavailable();
    if (platform.isPresent()) {
      return platform;
    }
    int fd = Fcntl.open(PATH, Fcntl.O_RDWR | Fcntl.O_CLOEXEC);
    if (Returned.failed(fd)) {
      return Optional.of(refusal(Returned.errno(fd)));
    }
    try {
      long version = Ioctl.ioctl(fd, SystemApi.KVM_GET_API_VERSION.number(), 0);
      return version == SystemApi.KVM_API_VERSION
          ? Optional.empty()
          : Optional.of(
              "/dev/kvm speaks version %s of the API and not %d: a newer kernel is needed."
                  .formatted(Returned.result(version), SystemApi.KVM_API_VERSION));
    } finally {
      Unistd.close(fd);
    }
  }

  static String refusal(Errno errno) {
    return switch (errno) {
      case ENOENT ->
          "There is no /dev/kvm: load the module kvm_intel or kvm_amd, and in a virtual machine"
              + " switch nested virtualisation on.";
      case EACCES, EPERM ->
          "This user may not open /dev/kvm: join the group that owns it (usually kvm), or run as"
              + " root.";
      case ENODEV, ENXIO ->
          "/dev/kvm has no driver behind it: load the module kvm_intel or kvm_amd.";
      default -> "/dev/kvm can't be opened (" + errno + "): see the kernel log.";
    };
  }

  /** KVM_GET_VCPU_MMAP_SIZE. */
  public static long vcpuMmapSize() {
    int fd = (int) Returned.required(PATH, Fcntl.open(PATH, Fcntl.O_RDWR | Fcntl.O_CLOEXEC));
    try {
      return Returned.required(
          "KVM_GET_VCPU_MMAP_SIZE", Ioctl.ioctl(fd, SystemApi.KVM_GET_VCPU_MMAP_SIZE.number(), 0));
    } finally {
      Unistd.close(fd);
    }
  }
}
