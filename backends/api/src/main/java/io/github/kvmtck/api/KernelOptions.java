package io.github.kvmtck.api;

import java.util.List;

/**
 * What a user asks of a backend.
 *
 * @param profile a profile and variations by name, joined by {@code +}: {@code mainline}, {@code
 *     proposed}, {@code mainline+user-exit-v1}. A real kernel has only {@code mainline}
 * @param proposals what {@code --implements} declares of a patched kernel, by the names that
 *     scenarios are tagged with
 */
public record KernelOptions(String profile, List<String> proposals) {
  public static final KernelOptions MAINLINE = new KernelOptions("mainline", List.of());
}
