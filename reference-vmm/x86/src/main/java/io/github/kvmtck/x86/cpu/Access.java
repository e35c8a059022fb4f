package io.github.kvmtck.x86.cpu;

/** What an access is for. */
public enum Access {
  READ,
  WRITE,
  FETCH
}
