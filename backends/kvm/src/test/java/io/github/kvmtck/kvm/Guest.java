package io.github.kvmtck.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.HexFormat;
import java.util.concurrent.Future;

/** One vCPU in real mode with 64 KiB of memory, its code at 0x1000. */
record Guest(
    Kernel.Process process, Kernel.Task task, int kvm, int vm, int vcpu, long run, long ram) {
  static final int READ_WRITE = 3;
  static final int SHARED = 1;
  static final int PRIVATE_ANONYMOUS = 0x22;
  static final long RAM_SIZE = 0x10000;

  /** Counts at 0x2000 for ever. */
  static final String SPIN = "ff 06 00 20 eb fa"; // 1: inc word [0x2000]; jmp 1b

  private static final int O_RDWR = 2;
  private static final int CODE = 0x1000;

  /** A guest that has not run, on the task. */
  static Guest create(Kernel.Process process, Kernel.Task task, String code) {
    int kvm = (int) ok(task, new Syscall.Open("/dev/kvm", O_RDWR));
    int vm = (int) ioctl(task, kvm, SystemApi.KVM_CREATE_VM.number(), 0);
    long ram = map(task, RAM_SIZE, PRIVATE_ANONYMOUS, -1);
    long scratch = map(task, 4096, PRIVATE_ANONYMOUS, -1);
    Memory memory = process.memory();
    memory.bytes(ram + CODE, HexFormat.of().parseHex(code.replace(" ", "")));

    Struct slot = Memslots.USERSPACE_MEMORY_REGION;
    memory.u64(scratch + slot.offset("memory_size"), RAM_SIZE);
    memory.u64(scratch + slot.offset("userspace_addr"), ram);
    ioctl(task, vm, Memslots.KVM_SET_USER_MEMORY_REGION.number(), scratch);

    int vcpu = (int) ioctl(task, vm, VcpuRun.KVM_CREATE_VCPU.number(), 0);
    long size = ioctl(task, kvm, SystemApi.KVM_GET_VCPU_MMAP_SIZE.number(), 0);
    long run = map(task, size, SHARED, vcpu);

    ioctl(task, vcpu, Registers.KVM_GET_SREGS.number(), scratch);
    memory.u64(scratch + Registers.SREGS.offset("cs.base"), 0);
    memory.u16(scratch + Registers.SREGS.offset("cs.selector"), 0);
    ioctl(task, vcpu, Registers.KVM_SET_SREGS.number(), scratch);
    memory.bytes(scratch, new byte[(int) Registers.REGS.size()]);
    memory.u64(scratch + Registers.REGS.offset("rip"), CODE);
    memory.u64(scratch + Registers.REGS.offset("rflags"), 2);
    ioctl(task, vcpu, Registers.KVM_SET_REGS.number(), scratch);
    ok(task, new Syscall.Munmap(scratch, 4096));
    return new Guest(process, task, kvm, vm, vcpu, run, ram);
  }

  static long map(Kernel.Task task, long length, int flags, int fd) {
    return ok(task, new Syscall.Mmap(0, length, READ_WRITE, flags, fd, 0));
  }

  static long ioctl(Kernel.Task task, int fd, long request, long arg) {
    return ok(task, new Syscall.Ioctl(fd, request, arg));
  }

  static long ok(Kernel.Task task, Syscall call) {
    Result result = task.call(call);
    if (result.errno() != Errno.NONE) {
      throw new AssertionError(call + " -> " + result);
    }
    return result.value();
  }

  Syscall.Ioctl kvmRun() {
    return new Syscall.Ioctl(vcpu, VcpuRun.KVM_RUN.number(), 0);
  }

  /** KVM_RUN of a guest that executes {@link #SPIN}: returns when it does. */
  Future<Result> spinning() {
    process.memory().u16(ram + 0x2000, 0);
    Future<Result> running = task.begin(kvmRun());
    Await.until(() -> process.memory().u16(ram + 0x2000) != 0);
    return running;
  }

  int exitReason() {
    return process.memory().u32(run + RunOffsets.EXIT_REASON);
  }

  void immediateExit(int value) {
    process.memory().u8(run + RunOffsets.IMMEDIATE_EXIT, value);
  }

  /** RIP, read on another task. */
  long rip(Kernel.Task on) {
    long scratch = map(on, 4096, PRIVATE_ANONYMOUS, -1);
    ioctl(on, vcpu, Registers.KVM_GET_REGS.number(), scratch);
    long rip = process.memory().u64(scratch + Registers.REGS.offset("rip"));
    ok(on, new Syscall.Munmap(scratch, 4096));
    return rip;
  }
}
