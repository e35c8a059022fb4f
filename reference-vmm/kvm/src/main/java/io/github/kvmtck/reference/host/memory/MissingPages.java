package io.github.kvmtck.reference.host.memory;

import io.github.kvmtck.reference.host.wait.WaitQueue;

/** Supplies pages on first touch: the userfaultfd that a range is registered with. */
public interface MissingPages {

  /** Tells userspace of a touch of a page that is not there. Does not wait. */
  void report(long page, boolean write);

  /** The queue that is woken when pages have been supplied or the registration is gone. */
  WaitQueue supplied();
}
