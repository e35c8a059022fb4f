package io.github.kvmtck.vmm;

/**
 * How a guest ended.
 *
 * @param code what it wrote to the exit port; 0 where it did not
 * @param why for people
 */
public record Ending(RunState state, int code, String why) {}
