package io.github.kvmtck.reference.host.memory;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Memory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The address space of a client that Linux runs: Linux maps, and tells of what changes. */
public final class ForeignSpace extends AddressSpace {
  private final Foreign client;
  private final Map<MmuNotifier, Foreign.Change> listeners = new ConcurrentHashMap<>();

  public ForeignSpace(Foreign client) {
    this.client = client;
  }

  @Override
  public Memory memory() {
    return client.memory();
  }

  @Override
  public Optional<Foreign> foreign() {
    return Optional.of(client);
  }

  @Override
  public void register(MmuNotifier notifier) {
    Foreign.Change listener = notifier::invalidate;
    listeners.put(notifier, listener);
    client.onChange(listener);
  }

  @Override
  public void unregister(MmuNotifier notifier) {
    Foreign.Change listener = listeners.remove(notifier);
    if (listener != null) {
      client.noChange(listener);
    }
  }

  @Override
  public long reach(long address, boolean write) {
    return client.reach(Pages.down(address), write);
  }

  @Override
  public boolean copies(long address, boolean write) {
    return client.copies(Pages.down(address), write);
  }

  @Override
  public synchronized void clear() {
    listeners.keySet().forEach(each -> each.invalidate(0, LIMIT));
  }
}
