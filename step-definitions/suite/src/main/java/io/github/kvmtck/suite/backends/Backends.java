package io.github.kvmtck.suite.backends;

import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.suite.Suggestion;
import io.github.kvmtck.suite.UsageException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The backends of the class path and of plug-ins, by the name that {@code --backend} takes. */
public final class Backends {
  private final SortedMap<String, KernelProvider> byName = new TreeMap<>();

  private Backends() {}

  /** Those of the class path. */
  public static Backends installed() {
    Backends backends = new Backends();
    backends.add(ServiceLoader.load(KernelProvider.class), "the class path");
    return backends;
  }

  /**
   * These and those of a plug-in.
   *
   * @throws UsageException where the plug-in has none, or one whose name is taken
   */
  public Backends with(Plugin plugin) {
    Backends backends = new Backends();
    backends.byName.putAll(byName);
    String from = "the plug-in " + plugin.jar();
    List<KernelProvider> own;
    try {
      own =
          ServiceLoader.load(KernelProvider.class, plugin.loader()).stream()
              .filter(provider -> provider.type().getClassLoader() == plugin.loader())
              .map(ServiceLoader.Provider::get)
              .toList();
    } catch (ServiceConfigurationError e) {
      throw new UsageException("In " + from + " a backend does not load: " + e.getMessage(), e);
    }
    if (own.isEmpty()) {
      throw new UsageException(
          "There is no backend in "
              + from
              + ": its META-INF/services names no "
              + KernelProvider.class.getName()
              + ".");
    }
    backends.add(own, from);
    return backends;
  }

  /** Every backend, sorted by name. */
  public Collection<KernelProvider> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /**
   * The backend of a name.
   *
   * @throws UsageException where there is none
   */
  public KernelProvider named(String name) {
    KernelProvider provider = byName.get(name);
    if (provider == null) {
      throw new UsageException(
          "There is no backend "
              + name
              + Suggestion.of(name, byName.keySet())
              + " Known: "
              + String.join(", ", byName.keySet())
              + ".");
    }
    return provider;
  }

  private void add(Iterable<KernelProvider> providers, String from) {
    for (KernelProvider provider : providers) {
      if (byName.putIfAbsent(provider.name(), provider) != null) {
        throw new UsageException(
            "In " + from + " a backend is called " + provider.name() + ", and another one is too.");
      }
    }
  }
}
