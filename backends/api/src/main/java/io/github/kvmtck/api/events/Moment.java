package io.github.kvmtck.api.events;

/**
 * When something happened.
 *
 * @param place among all events of the trace: of two calls, the one overlaps the other unless it
 *     returned before the other entered
 * @param nanos of CLOCK_MONOTONIC, one clock for all tasks of a trace
 */
public record Moment(long place, long nanos) {}
