package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.cpu.Bus;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.HostMemory;
import io.github.kvmtck.x86.isa.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Instructions that the processor has and KVM's emulator has not (x86_decode_insn: NotImpl). They
 * run like others until they touch a device, which only the emulator could do for them (rule
 * FETCH-07).
 */
final class Unknown {
  private static final Set<String> MNEMONICS = Set.of("BOUND");

  /** What escape_d9, escape_db and escape_dd have of the FPU's instructions. */
  private static final Set<String> FLOATING_POINT = Set.of("FNINIT", "FNSTCW", "FNSTSW");

  /** What x86_decode_insn fetches at once, as far as the page goes. */
  private static final int FETCHED = 15;

  private static final int PAGE = 4096;

  private Unknown() {}

  static boolean has(Stop.Suspended stop) {
    Form form = stop.insn().form();
    boolean escape = form.map() == 0 && !form.vex() && (form.opcode() & 0xf8) == 0xd8;
    return escape ? !FLOATING_POINT.contains(form.mnemonic()) : MNEMONICS.contains(form.mnemonic());
  }

  /** handle_emulation_failure. */
  static Outcome fail(Vcpu vcpu) {
    vcpu.bus().replay().clear();
    return vcpu.vm().system().faults().notEmulated(vcpu, bytes(vcpu.cpu()));
  }

  private static List<Byte> bytes(Cpu cpu) {
    long linear = Skip.linearRip(cpu);
    long host = cpu.memory.codeHost(linear);
    int length = Math.min(FETCHED, PAGE - (int) (linear & PAGE - 1));
    List<Byte> bytes = new ArrayList<>();
    for (int i = 0; host != Bus.NOT_RAM && i < length; i++) {
      bytes.add((byte) HostMemory.get8(host + i));
    }
    return bytes;
  }
}
