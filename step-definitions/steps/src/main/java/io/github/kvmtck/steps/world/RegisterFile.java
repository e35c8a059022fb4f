package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Numbers;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The registers of a vCPU by the names of the processor manuals. */
final class RegisterFile {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(16).subtract(BigInteger.ONE);
  private static final BigInteger BYTE = BigInteger.valueOf(0xff);
  private static final BigInteger DWORD = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
  private static final String XMM = "XMM";
  private static final int XMM_BYTES = 16;

  private static final Map<String, String> LOW_BYTES =
      Map.of("AL", "rax", "BL", "rbx", "CL", "rcx", "DL", "rdx");
  private static final Map<String, String> LOW_WORDS =
      Map.of("AX", "rax", "BX", "rbx", "CX", "rcx", "DX", "rdx", "SI", "rsi", "DI", "rdi");

  private RegisterFile() {}

  /** The unsigned value of a register. */
  static BigInteger read(Vcpu vcpu, String name) {
    if (name.startsWith(XMM)) {
      StructValue fpu = vcpu.get(ExtendedState.KVM_GET_FPU, ExtendedState.FPU).value();
      int at = Integer.parseInt(name.substring(XMM.length())) * XMM_BYTES;
      return bigEndian(Arrays.copyOfRange(fpu.bytes("xmm"), at, at + XMM_BYTES));
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("cr")) {
      return Numbers.unsigned(vcpu.getSregs().value().get(lower));
    }
    Regs regs = vcpu.getRegs().value();
    if (LOW_BYTES.containsKey(name)) {
      return whole(regs, LOW_BYTES.get(name)).and(BYTE);
    }
    if (LOW_WORDS.containsKey(name)) {
      return whole(regs, LOW_WORDS.get(name)).and(WORD);
    }
    return name.startsWith("E")
        ? whole(regs, "r" + lower.substring(1)).and(DWORD)
        : whole(regs, lower);
  }

  /** Puts values into whole registers; the others stay. */
  static void write(Vcpu vcpu, Map<String, BigInteger> values) {
    Regs regs = vcpu.getRegs().value();
    for (var value : values.entrySet()) {
      regs = regs.with(value.getKey().toLowerCase(Locale.ROOT), value.getValue().longValue());
    }
    vcpu.setRegs(regs).orThrow();
  }

  private static BigInteger whole(Regs regs, String field) {
    return Numbers.unsigned(regs.get(field));
  }

  private static BigInteger bigEndian(byte[] littleEndian) {
    byte[] bytes = new byte[littleEndian.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = littleEndian[bytes.length - 1 - i];
    }
    return new BigInteger(1, bytes);
  }
}
