package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.OtherHypervCalls;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.util.Set;
import java.util.function.Function;

/** Hypercalls that always come to the same. */
final class Answers extends OtherHypervCalls {
  private final Set<Integer> codes;
  private final Function<HypervInput, Answer> answer;

  Answers(HypervCalls before, Set<Integer> codes, Function<HypervInput, Answer> answer) {
    super(before);
    this.codes = codes;
    this.answer = answer;
  }

  @Override
  public Answer answer(Vcpu vcpu, HypervInput call) {
    return codes.contains(call.code()) ? answer.apply(call) : super.answer(vcpu, call);
  }
}
