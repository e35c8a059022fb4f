package io.github.kvmtck.redirect.client;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.redirect.file.OpenFiles;
import io.github.kvmtck.redirect.notify.Filter;
import io.github.kvmtck.redirect.notify.Notification;
import io.github.kvmtck.redirect.notify.Numbers;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calls that a signal took back before they were read, and has them made again.
 *
 * <p>Linux makes such a call again by itself where the handler has SA_RESTART, or where there is
 * none. Else it gives the caller EINTR, which no kernel meant, behind the handler. But the way back
 * from the handler is a system call, rt_sigreturn, and what it goes back to is on the stack: there
 * the EINTR is found before the caller sees it. Made again, the call is one that was made after the
 * signal. Where a signal takes rt_sigreturn itself back, its own handler returns by one, and so it
 * is found as well.
 *
 * <p>A handler that leaves by longjmp(3) abandons the call; nobody sees its EINTR.
 */
final class TakenBack {
  private final OpenFiles files;
  private final AtomicLong lost = new AtomicLong();

  TakenBack(OpenFiles files) {
    this.files = files;
  }

  /** A handler is about to return; on the thread that receives calls. */
  void handlerReturns(ClientTask task, Notification sigreturn) {
    SignalFrame frame =
        sigreturn.vanished() == 0 ? null : SignalFrame.of(task.tid(), task.process().client());
    if (frame == null || !frame.interrupted() || task.answered(frame.ip(), sigreturn)) {
      return;
    }
    OpenFiles.OpenFile file = kvm(frame) ? files.at(task.tid(), (int) frame.a()) : null;
    OptionalInt number = file != null ? OptionalInt.of(Numbers.IOCTL) : number(frame, sigreturn);
    if (number.isEmpty()) {
      // It may have been a call that is not caught.
      lost.incrementAndGet();
    } else if (Filter.catches(number.getAsInt())) {
      again(task, frame, number.getAsInt(), file);
    }
  }

  private static boolean kvm(SignalFrame frame) {
    return frame.b() >>> Integer.SIZE == 0 && (frame.b() >>> Byte.SIZE & 0xff) == Request.KVMIO;
  }

  private static OptionalInt number(SignalFrame frame, Notification sigreturn) {
    return frame.ip() == sigreturn.ip() ? OptionalInt.of(Numbers.RT_SIGRETURN) : frame.number();
  }

  private void again(
      ClientTask task, SignalFrame frame, int number, OpenFiles.@Nullable OpenFile file) {
    boolean again = frame.repeat(number);
    if (!again) {
      lost.incrementAndGet();
    }
    if (file == null) {
      return;
    }
    if (!again) {
      task.lost(new Syscall.Ioctl((int) frame.a(), frame.b(), frame.c()), file);
    } else if (frame.b() == VcpuRun.KVM_RUN.number()) {
      task.owe(frame.signo());
    }
  }

  /** How many calls failed with an EINTR that no kernel meant. */
  long lost() {
    return lost.get();
  }
}
