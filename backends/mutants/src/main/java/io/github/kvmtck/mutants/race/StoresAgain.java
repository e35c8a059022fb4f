package io.github.kvmtck.mutants.race;

import io.github.kvmtck.reference.kvm.MmioPiece;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.memslot.Memslot;
import io.github.kvmtck.x86.cpu.HostMemory;
import java.util.List;

/** An MMIO write whose address is in a slot by now is made there. */
record StoresAgain(RunStage stage) implements RunStage {
  @Override
  public String name() {
    return stage.name();
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    if (vcpu.pending() instanceof Pending.MmioWrite(List<MmioPiece> pieces, int current)) {
      MmioPiece piece = pieces.get(current);
      Memslot slot = vcpu.memslots().find(piece.address() >>> 12);
      if (slot != null) {
        long page = slot.userspaceAddress(piece.address() >>> 12);
        long host = vcpu.vm().mm().reach(page, true);
        HostMemory.put8(host + (piece.address() & 0xfff), piece.value());
      }
    }
    return stage.run(vcpu);
  }
}
