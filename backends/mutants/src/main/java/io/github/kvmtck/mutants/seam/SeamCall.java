package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.events.Descriptors;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuRun;

/**
 * A system call on its way to the kernel, with the means to change what comes of it.
 *
 * @param by who calls; what else is called through it is intercepted too
 * @param client calls below the interceptor
 */
public record SeamCall(Kernel.Task by, Syscall syscall, Client client, Descriptors descriptors) {

  /** Makes the call. */
  public Result proceed() {
    return proceed(syscall);
  }

  /** Makes another call in its place. */
  public Result proceed(Syscall other) {
    return client.task().call(other);
  }

  /** Whether it is this ioctl. */
  public boolean is(Request request) {
    return syscall instanceof Syscall.Ioctl ioctl
        && (ioctl.request() & 0xffff_ffffL) == request.number();
  }

  /** What an ioctl is made on; OTHER for every other call. */
  public FdKind kind() {
    return syscall instanceof Syscall.Ioctl ioctl ? kind(ioctl.fd()) : FdKind.OTHER;
  }

  public FdKind kind(int fd) {
    return descriptors.get(fd).kind();
  }

  /** The descriptor of an ioctl. */
  public int fd() {
    return ioctl().fd();
  }

  /** The argument of an ioctl. */
  public long argument() {
    return ioctl().arg();
  }

  /** The structure that the argument points to. */
  public StructValue argument(Struct struct) {
    return StructValue.of(struct, client.memory().bytes(argument(), (int) struct.size()));
  }

  /** Puts a structure where the argument points to. */
  public void argument(StructValue value) {
    client.memory().bytes(argument(), value.bytes());
  }

  /** The vCPU of an ioctl. */
  public Vcpu vcpu() {
    return vcpu(ioctl().fd());
  }

  /** Another vCPU of the process. */
  public Vcpu vcpu(int fd) {
    long address = descriptors.run(fd).orElseThrow();
    return new Vcpu(client, fd, 0, new MappedRun(client.memory(), address, Run.RUN.size()));
  }

  /** The kvm_run of the vCPU. */
  public MappedRun run() {
    return vcpu().kvmRun();
  }

  public Regs regs() {
    return vcpu().getRegs().value();
  }

  public void regs(Regs regs) {
    vcpu().setRegs(regs).orThrow();
  }

  /** KVM_RUN with immediate_exit, which is put back as it was. */
  public Result complete() {
    MappedRun run = run();
    int before = run.immediateExit();
    run.immediateExit(1);
    Result result = proceed(new Syscall.Ioctl(ioctl().fd(), VcpuRun.KVM_RUN.number(), 0));
    run.immediateExit(before);
    return result;
  }

  /** Signals that the task blocks and has pending: with KVM_SET_SIGNAL_MASK these end KVM_RUN. */
  public long pendingSignals() {
    return proceed(new Syscall.Sigpending()).value();
  }

  private Syscall.Ioctl ioctl() {
    if (syscall instanceof Syscall.Ioctl ioctl) {
      return ioctl;
    }
    throw new IllegalStateException(syscall + " is no ioctl");
  }
}
