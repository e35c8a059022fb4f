package io.github.kvmtck.api.client;

import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.List;

/** General registers, RIP and RFLAGS. Names are the kernel's: {@code rax}, {@code rflags}. */
public record Regs(StructValue struct) {

  /** All zero but RFLAGS, whose bit 1 is always set. */
  public static Regs zero() {
    return new Regs(StructValue.of(Registers.REGS)).withRflags(2);
  }

  public long get(String register) {
    return struct.get(register);
  }

  public Regs with(String register, long value) {
    return new Regs(struct.with(register, value));
  }

  public long rax() {
    return get("rax");
  }

  public Regs withRax(long value) {
    return with("rax", value);
  }

  public long rip() {
    return get("rip");
  }

  public Regs withRip(long value) {
    return with("rip", value);
  }

  public long rflags() {
    return get("rflags");
  }

  public Regs withRflags(long value) {
    return with("rflags", value);
  }

  /** What differs, as {@code rax=0x1 was 0x0}. */
  public List<String> changesSince(Regs before) {
    return struct.changesSince(before.struct);
  }

  @Override
  public String toString() {
    return struct.toString();
  }
}
