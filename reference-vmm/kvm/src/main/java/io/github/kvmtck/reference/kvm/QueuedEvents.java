package io.github.kvmtck.reference.kvm;

import org.jspecify.annotations.Nullable;

/**
 * Events on their way into the guest (vcpu-&gt;arch.exception, interrupt, nmi_pending): queued, or
 * injected and to be delivered at the next entry. What the processor itself raises while it runs it
 * delivers itself.
 */
public final class QueuedEvents {
  /** No vector. */
  public static final int NONE = -1;

  /** KVM keeps at most two NMIs. */
  private static final int NMI_LIMIT = 2;

  private @Nullable QueuedException exception;
  private @Nullable QueuedInterrupt interrupt;
  private QueuedException lastException = QueuedException.plain(0);
  private QueuedInterrupt lastInterrupt = new QueuedInterrupt(0, false);
  private volatile int nmiPending;
  private boolean nmiInjected;

  public @Nullable QueuedException exception() {
    return exception;
  }

  /** kvm_queue_exception: replaces what is there. */
  public void queue(QueuedException queued) {
    exception = queued;
    lastException = queued;
  }

  /** What the queue still says when nothing is in it: KVM takes only the marks away. */
  public QueuedException lastException() {
    return lastException;
  }

  /** A client fills the queue with what is neither pending nor injected. */
  public void leave(QueuedException content) {
    exception = null;
    lastException = content;
  }

  /** kvm_clear_exception_queue. */
  public void forgetException() {
    exception = null;
  }

  /** The guest has got it: its payload is no more (kvm_deliver_exception_payload). */
  public void deliverException() {
    lastException = lastException.delivered();
    forgetException();
  }

  /** What is injected the next entry still delivers. */
  public void forgetPendingException() {
    if (exceptionPending()) {
      exception = null;
    }
  }

  /** The interrupt that the next entry delivers, whatever RFLAGS.IF is. */
  public @Nullable QueuedInterrupt interrupt() {
    return interrupt;
  }

  public void queue(QueuedInterrupt queued) {
    interrupt = queued;
    lastInterrupt = queued;
  }

  /** The same of the interrupt. */
  public QueuedInterrupt lastInterrupt() {
    return lastInterrupt;
  }

  public void leave(QueuedInterrupt content) {
    interrupt = null;
    lastInterrupt = content;
  }

  public void forgetInterrupt() {
    interrupt = null;
  }

  public int nmiPending() {
    return nmiPending;
  }

  /** KVM_NMI: one more, up to the limit. */
  public synchronized void queueNmi() {
    nmiPending = Math.min(nmiPending + 1, NMI_LIMIT);
  }

  public synchronized void nmiPending(int count) {
    nmiPending = Math.min(count, NMI_LIMIT);
  }

  /**
   * process_nmi: a second NMI waits only while the first is not being taken.
   *
   * @param blocked NMIs are masked
   */
  public synchronized void limitNmis(boolean blocked) {
    nmiPending = Math.min(nmiPending, blocked || nmiInjected ? 1 : NMI_LIMIT);
  }

  /** The next entry delivers one NMI. */
  public boolean nmiInjected() {
    return nmiInjected;
  }

  public void nmiInjected(boolean injected) {
    nmiInjected = injected;
  }

  /** Moves one NMI from queued to injected. */
  public synchronized void injectNmi() {
    nmiPending--;
    nmiInjected = true;
  }

  public boolean exceptionPending() {
    return exception != null && !exception.injected();
  }

  /** kvm_event_needs_reinjection: something is injected and not delivered yet. */
  public boolean needsReinjection() {
    return exception != null && exception.injected() || interrupt != null || nmiInjected;
  }
}
