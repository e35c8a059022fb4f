package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.run.RunGuest;
import io.github.kvmtck.reference.run.ServeRequests;

/**
 * KVM_REQ_EXIT: what KVM_USER_EXIT and the exitfds of a vCPU ask of it. It is one bit, so that
 * several collapse into one exit, and it is taken by the exit that it makes or that comes first
 * (rules UX-05 to UX-07).
 */
public final class ExitRequest {
  private static final int EXIT = Requests.FIRST_FREE;
  private static final LeaveWhenAsked LEAVE =
      new LeaveWhenAsked(new Leave(), vcpu -> vcpu.requests().has(EXIT));

  private ExitRequest() {}

  /** Asks a vCPU to leave KVM_RUN, or not to stay in the next one. */
  public static void make(Vcpu vcpu) {
    vcpu.request(EXIT);
  }

  /** As if it had not been asked. */
  public static void forget(Vcpu vcpu) {
    vcpu.requests().take(EXIT);
  }

  /**
   * Looked at wherever the vCPU is: before it enters the guest, before it blocks, while it does.
   */
  static Blueprint seenEverywhere(Blueprint blueprint) {
    if (blueprint.get(Parts.ROUND).all().contains(LEAVE.leave())) {
      return blueprint;
    }
    return LEAVE.everywhere(takenByOtherExits(blueprint));
  }

  /** Looked at where vcpu_enter_guest serves requests, and nowhere else. */
  static Blueprint seenOnEntry(Blueprint blueprint) {
    return takenByOtherExits(blueprint)
        .change(Parts.ENTRY, stages -> stages.before(ServeRequests.class, LEAVE.leave()));
  }

  private static Blueprint takenByOtherExits(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES,
        stages ->
            stages
                .replace(RunGuest.class, TakenByTheEnd::new)
                .replace(FinishPending.class, TakenByAnExit::new));
  }

  /** KVM_EXIT_REQUEST: once, and before anything of the guest runs. */
  public record Leave() implements RunStage {
    @Override
    public String name() {
      return "leave on request";
    }

    @Override
    public Outcome run(Vcpu vcpu) {
      if (!vcpu.requests().take(EXIT)) {
        return Outcome.CONTINUE;
      }
      vcpu.run().exitReason(Proposed.KVM_EXIT_REQUEST);
      return Outcome.EXIT;
    }
  }

  /** vcpu_run ends for whatever reason: the request has what it asked for (rule UX-07). */
  public record TakenByTheEnd(RunStage stage) implements AroundStage {
    @Override
    public Outcome run(Vcpu vcpu) {
      Outcome outcome = stage.run(vcpu);
      vcpu.requests().take(EXIT);
      return outcome;
    }
  }

  /**
   * A pending operation leaves to userspace once more: so does a vCPU that was asked to (UX-09).
   */
  public record TakenByAnExit(RunStage stage) implements AroundStage {
    @Override
    public Outcome run(Vcpu vcpu) {
      Outcome outcome = stage.run(vcpu);
      if (outcome == Outcome.EXIT) {
        vcpu.requests().take(EXIT);
      }
      return outcome;
    }
  }
}
