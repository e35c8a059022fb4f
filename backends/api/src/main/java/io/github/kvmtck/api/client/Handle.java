package io.github.kvmtck.api.client;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;

/** A descriptor that takes ioctls. */
public interface Handle {
  Client client();

  int fd();

  /**
   * Any ioctl.
   *
   * @param argument a number, or an address that the caller filled
   */
  default Reply<Long> ioctl(Request request, long argument) {
    return client().ioctl(fd(), request, argument);
  }

  /** An ioctl without an argument. */
  default Reply<Long> ioctl(Request request) {
    return ioctl(request, 0);
  }

  /** An ioctl that takes a structure; the answer is the structure as the kernel left it. */
  default Reply<StructValue> ioctl(Request request, StructValue argument) {
    return client().ioctl(fd(), request, argument);
  }

  /** An ioctl that fills a structure. */
  default Reply<StructValue> get(Request request, Struct struct) {
    return ioctl(request, StructValue.of(struct));
  }

  /** close(2). What is mapped stays mapped. */
  default Reply<Long> closeFd() {
    return client().call(new Syscall.Close(fd()));
  }
}
