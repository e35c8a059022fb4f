package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.run.Execute;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** kvm_flush_remote_tlbs asks one vCPU; the other ones hear of it when they leave the guest. */
public final class SecondVcpuIsFlushedLate extends ModelMutant {
  private final Set<Vcpu> owed = ConcurrentHashMap.newKeySet();

  public SecondVcpuIsFlushedLate() {
    super(
        Breach.of(
                "SLOT-17",
                "second-vcpu-is-flushed-late",
                "All but the first vCPU keep their translations until they leave the guest next.")
            .seenAs("0 writes after the call", "\\d+ writes"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline
        .with(Parts.FLUSH, this::flushFirst)
        .change(
            Parts.ENTRY,
            stages ->
                stages.replace(
                    Execute.class,
                    stage ->
                        new Added(
                            stage.name(),
                            vcpu -> {
                              Outcome outcome = stage.run(vcpu);
                              if (owed.remove(vcpu)) {
                                vcpu.requests().make(Requests.FLUSH);
                              }
                              return outcome;
                            })));
  }

  private void flushFirst(Vm vm) {
    vm.vcpus().stream().skip(1).forEach(owed::add);
    vm.vcpus().stream().limit(1).forEach(vcpu -> vcpu.request(Requests.FLUSH));
  }
}
