package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Foreign;

/** An eventfd of Linux: its counter is not here, and others read and write it at any time. */
final class ForeignEventFd extends EventFd {
  private final Foreign.Event event;

  ForeignEventFd(Foreign.Event event) {
    super(0, 0);
    this.event = event;
  }

  @Override
  public void listen(Runnable listener) {
    event.listen(listener);
  }

  @Override
  public void ignore(Runnable listener) {
    event.ignore(listener);
  }

  @Override
  public void signal(long value) {
    event.signal(value);
  }

  @Override
  public synchronized long take() {
    return event.take();
  }
}
