package io.github.kvmtck.reference.kvm;

/** Other Hyper-V hypercalls than mainline's: what a subclass does not change is as it was. */
public abstract class OtherHypervCalls implements HypervCalls {
  private final HypervCalls before;

  protected OtherHypervCalls(HypervCalls before) {
    this.before = before;
  }

  @Override
  public boolean permitted(Vcpu vcpu, int code) {
    return before.permitted(vcpu, code);
  }

  @Override
  public boolean hasResult(int code) {
    return before.hasResult(code);
  }

  @Override
  public Answer answer(Vcpu vcpu, HypervInput call) {
    return before.answer(vcpu, call);
  }

  @Override
  public void exiting(Vcpu vcpu, HypervInput call) {
    before.exiting(vcpu, call);
  }

  @Override
  public Outcome complete(Vcpu vcpu, HypervInput call, int length) {
    return before.complete(vcpu, call, length);
  }
}
