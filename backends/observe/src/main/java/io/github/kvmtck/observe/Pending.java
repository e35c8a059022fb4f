package io.github.kvmtck.observe;

/** What is done when a system call is back. */
interface Pending {

  /**
   * The call is back.
   *
   * @param returned its value, or its error number negated
   */
  void returned(long returned);
}
