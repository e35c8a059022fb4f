package io.github.kvmtck.x86.cpu;

/** As whom memory is accessed (SDM vol. 3, 5.6). */
enum Level {
  /** At CPL 3. */
  USER,
  /** At CPL 0 to 2. */
  SUPERVISOR,
  /** Tables that the processor looks into by itself, at any CPL. */
  IMPLICIT
}
