package io.github.kvmtck.monitors;

import io.github.kvmtck.api.events.CoalescedWrites;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.Arrays;
import java.util.Optional;

/** A kvm_run of a {@link Story}. */
public final class KvmRun {
  private final StructValue run;
  private final byte[] data;
  private final Optional<CoalescedWrites> coalesced;

  private KvmRun(StructValue run, byte[] data, Optional<CoalescedWrites> coalesced) {
    this.run = run;
    this.data = data;
    this.coalesced = coalesced;
  }

  public static KvmRun zero() {
    return new KvmRun(StructValue.of(Run.RUN), new byte[0], Optional.empty());
  }

  public static KvmRun reason(ExitReason reason) {
    return zero().with("exit_reason", reason.number());
  }

  /** Of a number that no header has. */
  public static KvmRun reason(int number) {
    return zero().with("exit_reason", number);
  }

  public static KvmRun in(int port) {
    return reason(ExitReason.KVM_EXIT_IO)
        .with("io.port", port)
        .with("io.size", 1)
        .with("io.count", 1)
        .with("io.direction", RunBits.KVM_EXIT_IO_IN)
        .data((byte) 0);
  }

  public static KvmRun out(int port) {
    return in(port).with("io.direction", RunBits.KVM_EXIT_IO_OUT);
  }

  public static KvmRun mmioRead(long address, int length) {
    return reason(ExitReason.KVM_EXIT_MMIO)
        .with("mmio.phys_addr", address)
        .with("mmio.len", length);
  }

  public static KvmRun mmioWrite(long address, int length) {
    return mmioRead(address, length).with("mmio.is_write", 1);
  }

  public static KvmRun internalError(int suberror, long data) {
    return reason(ExitReason.KVM_EXIT_INTERNAL_ERROR)
        .with("internal.suberror", suberror)
        .with("internal.ndata", 1)
        .with("internal.data[0]", data);
  }

  public static KvmRun hlt() {
    return reason(ExitReason.KVM_EXIT_HLT);
  }

  public KvmRun immediate() {
    return with("immediate_exit", 1);
  }

  public KvmRun needsCompletion() {
    return with("flags", Proposed.KVM_RUN_NEEDS_COMPLETION);
  }

  public KvmRun with(String field, long value) {
    return new KvmRun(run.with(field, value), data, coalesced);
  }

  /** With these bytes of a port access. */
  public KvmRun data(byte... bytes) {
    return new KvmRun(run, bytes, coalesced);
  }

  /** With these bytes of an MMIO access. */
  public KvmRun mmio(byte... bytes) {
    return new KvmRun(run.with("mmio.data", bytes), data, coalesced);
  }

  /** With this ring of coalesced writes behind it. */
  public KvmRun coalesced(int first, int last, long oldest) {
    return coalesced(new CoalescedWrites(first, last, oldest, false));
  }

  public KvmRun coalesced(CoalescedWrites ring) {
    return new KvmRun(run, data, Optional.of(ring));
  }

  RunSnapshot snapshot() {
    return RunSnapshot.of(Arrays.copyOf(run.bytes(), (int) RunOffsets.SYNC_REGS), data, coalesced);
  }
}
