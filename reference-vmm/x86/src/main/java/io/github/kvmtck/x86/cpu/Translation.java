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

  /** Whether the last translation was of this page, and found it global (SDM vol. 3, 5.10.2.4). */
  default boolean global(long linear) {
    return false;
  }
}
