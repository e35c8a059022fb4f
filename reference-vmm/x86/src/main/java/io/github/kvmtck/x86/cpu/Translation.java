package io.github.kvmtck.x86.cpu;

/** The step from linear to guest-physical addresses. */
interface Translation {

  /** No paging. */
  Translation NONE = (linear, access, by) -> linear;

  /**
   * Translates one linear address.
   *
   * @return the guest-physical address
   * @throws Abandon with #PF, CR2 set
   */
  long translate(long linear, Access access, Level by);
}
