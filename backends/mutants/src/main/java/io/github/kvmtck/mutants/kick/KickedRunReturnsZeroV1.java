package io.github.kvmtck.mutants.kick;

/** An exit like any other. In another version of the proposal. */
public final class KickedRunReturnsZeroV1 extends KickedRunReturnsZero {
  public KickedRunReturnsZeroV1() {
    super("kicked-run-returns-zero-v1", "mainline+kick-all-v1");
  }
}
