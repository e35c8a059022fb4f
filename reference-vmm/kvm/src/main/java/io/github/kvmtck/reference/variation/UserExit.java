package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;

/**
 * KVM_USER_EXIT of version 2: a vCPU ioctl that any thread may make, also while the vCPU runs
 * (Radim Krčmář, 5 Aug 2015, v2 4/5). That a vCPU leaves which is blocked is what the text means;
 * the patch that looks at the request is lost (rule UX-12).
 */
public final class UserExit implements Variation {
  static final String VERSION = "a version of KVM_USER_EXIT";

  @Override
  public String name() {
    return "user-exit";
  }

  @Override
  public String description() {
    return "proposal: KVM_USER_EXIT, a vCPU ioctl that ends KVM_RUN (Aug 2015, version 2)";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(VERSION);
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return ExitRequest.seenEverywhere(blueprint)
        .change(
            Parts.VCPU_IOCTLS,
            table -> table.asynchronously(Proposed.KVM_USER_EXIT, UserExit::userExit))
        .change(Parts.CAPABILITIES, table -> table.with(Proposed.KVM_CAP_USER_EXIT, vm -> 1));
  }

  /** EFAULT is decided first (rule UX-04). */
  private static Result userExit(Vcpu vcpu, IoctlCall call) {
    MemorySegment in = call.read(Proposed.USER_EXIT.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    if (!isZero(in)) {
      return IoctlCall.INVALID;
    }
    ExitRequest.make(vcpu);
    return Result.ZERO;
  }

  static boolean isZero(MemorySegment reserved) {
    return reserved
        .elements(ValueLayout.JAVA_BYTE)
        .allMatch(each -> each.get(ValueLayout.JAVA_BYTE, 0) == 0);
  }
}
