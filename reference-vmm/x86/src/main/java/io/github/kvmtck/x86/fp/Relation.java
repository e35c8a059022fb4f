package io.github.kvmtck.x86.fp;

/** How two numbers compare. */
public enum Relation {
  LESS,
  EQUAL,
  GREATER,
  UNORDERED
}
