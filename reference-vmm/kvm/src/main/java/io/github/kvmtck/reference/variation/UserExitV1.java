package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;

/**
 * KVM_USER_EXIT of version 1. The mail is lost. The changelog of version 2 tells that this one was
 * a VM ioctl with 64 bytes; the text of version 2 still says "make vcpu_id exit", so its argument
 * said which vCPU is meant (rule UX-02). The request is looked at on guest entry only, so that a
 * vCPU which is blocked stays (rule UX-12).
 */
public final class UserExitV1 implements Variation {
  @Override
  public String name() {
    return "user-exit-v1";
  }

  @Override
  public String description() {
    return "proposal: KVM_USER_EXIT as a VM ioctl that names a vCPU (2015, version 1)";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(UserExit.VERSION);
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return ExitRequest.seenOnEntry(blueprint)
        .change(Parts.VM_IOCTLS, table -> table.on(Proposed.KVM_USER_EXIT_V1, UserExitV1::userExit))
        .change(Parts.CAPABILITIES, table -> table.with(Proposed.KVM_CAP_USER_EXIT, vm -> 1));
  }

  private static Result userExit(Vm vm, IoctlCall call) {
    MemorySegment in = call.read(Proposed.USER_EXIT_V1.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    int id = (int) Proposed.USER_EXIT_V1.get(in, "vcpu_id");
    Optional<Vcpu> vcpu = vm.vcpus().stream().filter(each -> each.id() == id).findFirst();
    boolean valid = UserExit.isZero(in.asSlice(Proposed.USER_EXIT_V1.offset("reserved")));
    if (vcpu.isEmpty() || !valid) {
      return IoctlCall.INVALID;
    }
    ExitRequest.make(vcpu.get());
    return Result.ZERO;
  }
}
