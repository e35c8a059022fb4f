package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import java.util.List;
import java.util.stream.Stream;

/** What "the vCPU is unchanged" compares: KVM_GET_REGS and KVM_GET_SREGS. */
record Snapshot(Regs regs, Sregs sregs) {

  static Snapshot of(Vcpu vcpu) {
    return vcpu.client()
        .task()
        .run(() -> new Snapshot(vcpu.getRegs().value(), vcpu.getSregs().value()));
  }

  List<String> changesSince(Snapshot before) {
    return Stream.concat(
            regs.changesSince(before.regs).stream(), sregs.changesSince(before.sregs).stream())
        .toList();
  }
}
