package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrAnswer;

/** RDMSR and WRMSR of a guest (kvm_emulate_rdmsr and kvm_emulate_wrmsr). */
record MsrAccess(Vcpu vcpu) {

  long read(int index) {
    MsrAnswer answer = vcpu.msrs().canReadByGuest(index);
    if (answer == MsrAnswer.DONE) {
      return vcpu.msrs().value(index);
    }
    if (exits(answer)) {
      return vcpu.bus().ask(new Question.ReadMsr(index, answer.reason()));
    }
    vcpu.cpu().refuse();
    return 0;
  }

  void write(int index, long value) {
    MsrAnswer answer = vcpu.msrs().writeByGuest(index, value);
    if (answer == MsrAnswer.DONE) {
      leave();
      return;
    }
    if (exits(answer)) {
      vcpu.bus().ask(new Question.WriteMsr(index, value, answer.reason()));
    } else {
      vcpu.cpu().refuse();
    }
  }

  /** What the write has brought about is looked at before the guest goes on. */
  private void leave() {
    if (vcpu.requests().any()) {
      vcpu.cpu().stopAfter();
    }
  }

  /** kvm_msr_user_space: the client wants to know of this kind of failure. */
  private boolean exits(MsrAnswer answer) {
    return (vcpu.vm().settings().userSpaceMsrReasons() & answer.reason()) != 0;
  }
}
