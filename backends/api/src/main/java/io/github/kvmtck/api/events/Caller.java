package io.github.kvmtck.api.events;

/**
 * The task that an event is about.
 *
 * @param process its thread group: the pid of a client, the number of an in-process client
 * @param task its tid, unique within the trace
 * @param name what it calls itself: the comm of a Linux task
 */
public record Caller(int process, int task, String name) {}
