package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.events.Return;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Run;
import java.util.Optional;

/**
 * How KVM_RUN came back.
 *
 * @param run the call, back
 */
public record Exit(TraceEvent run) {
  /** No exit reason: kvm_run was not seen. */
  public static final int UNSEEN = -1;

  private static final Field PHYS_ADDR = Run.RUN.field("mmio.phys_addr");
  private static final Field LEN = Run.RUN.field("mmio.len");
  private static final Field IS_WRITE = Run.RUN.field("mmio.is_write");

  /** Whether it returned 0, so that there is an exit to serve. */
  public boolean succeeded() {
    return errno() == Errno.NONE;
  }

  public Errno errno() {
    return run.end().map(back -> back.result().errno()).orElse(Errno.NONE);
  }

  /** Whether the failure came from what carries the calls. */
  public boolean byTransport() {
    return run.end().filter(Return::byTransport).isPresent();
  }

  /** exit_reason, which means something only if the call {@link #succeeded}. */
  public int reason() {
    return run.after().map(RunSnapshot::exitReason).orElse(UNSEEN);
  }

  /** Whether the exit to serve is this one. */
  public boolean is(ExitReason reason) {
    return succeeded() && reason() == reason.number();
  }

  /** Whether the call was to complete an operation and run nothing. */
  public boolean immediate() {
    return isImmediate(run);
  }

  /** Whether a KVM_RUN is to complete an operation and run nothing. */
  public static boolean isImmediate(TraceEvent run) {
    return run.before().filter(before -> before.immediateExit() != 0).isPresent();
  }

  /** Whether the exit is for MMIO at an address in a range. */
  public boolean isMmioIn(Range range) {
    return is(ExitReason.KVM_EXIT_MMIO) && range.has(get(PHYS_ADDR));
  }

  /** Where the MMIO is. */
  public long mmioAddress() {
    return get(PHYS_ADDR);
  }

  /** Bytes of the MMIO; 0 stands for a code fetch. */
  public int mmioLength() {
    return (int) get(LEN);
  }

  public boolean isMmioWrite() {
    return get(IS_WRITE) != 0;
  }

  /** A number in kvm_run as it was at the return; 0 where it was not seen. */
  public long get(Field field) {
    Optional<RunSnapshot> after = run.after();
    return after.isPresent() ? after.get().get(field) : 0;
  }
}
