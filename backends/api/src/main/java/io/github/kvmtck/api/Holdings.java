package io.github.kvmtck.api;

/**
 * What a process holds: numbers that are zero again when a scenario has cleaned up.
 *
 * @param descriptors open file descriptors
 * @param mappings mapped ranges
 * @param tasks live tasks
 */
public record Holdings(int descriptors, int mappings, int tasks) {
  public static final Holdings NONE = new Holdings(0, 0, 0);
}
