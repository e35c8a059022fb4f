package io.github.kvmtck.kvm.process;

import io.github.kvmtck.linux.Signal;
import io.github.kvmtck.linux.Signal.Disposition;
import java.util.ArrayList;
import java.util.List;

/**
 * Handlers that do nothing, for the signals of clients: without one, the first signal that is not
 * blocked would end the JVM.
 *
 * <p>A disposition belongs to the whole JVM, and so does this lease: the first holder installs, the
 * last one restores.
 */
public final class HarmlessHandlers implements AutoCloseable {
  private static final HarmlessHandlers LEASE = new HarmlessHandlers();

  private final List<Runnable> restore = new ArrayList<>();
  private int holders;

  private HarmlessHandlers() {}

  /** Installs the handlers until as many closes as calls. */
  public static HarmlessHandlers hold() {
    synchronized (LEASE) {
      if (LEASE.holders++ == 0) {
        LEASE.install();
      }
      return LEASE;
    }
  }

  @Override
  public void close() {
    synchronized (LEASE) {
      if (--holders == 0) {
        restore.forEach(Runnable::run);
        restore.clear();
      }
    }
  }

  private void install() {
    Disposition harmless = Disposition.harmless();
    long signals = ClientSignals.USABLE | Signal.set(ClientSignals.KICK);
    for (long left = signals; left != 0; left &= left - 1) {
      int signal = Long.numberOfTrailingZeros(left) + 1;
      Disposition before = Signal.action(signal, harmless);
      restore.add(() -> Signal.action(signal, before));
    }
  }
}
