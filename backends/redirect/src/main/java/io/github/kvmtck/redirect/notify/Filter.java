package io.github.kvmtck.redirect.notify;

import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.linux.Seccomp;
import io.github.kvmtck.linux.Seccomp.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which system calls of a client are caught: those that may open /dev/kvm, ioctls with KVM's
 * letter, those that change memory which a guest may use, exec, the return from a signal's handler,
 * and those that tell where a link leads. A client of another architecture than x86-64 is left
 * alone.
 */
public final class Filter {
  private static final int AUDIT_ARCH_X86_64 = 0xc000_003e;

  /** struct seccomp_data. */
  private static final int NR = 0;

  private static final int ARCH = 4;
  private static final int ARGS = 16;

  // linux/filter.h
  private static final int LOAD = 0x20;
  private static final int EQUAL = 0x15;
  private static final int ANY_SET = 0x45;
  private static final int AND = 0x54;
  private static final int RETURN = 0x06;

  private static final int LETTER = 0xff00;
  private static final int MAP_FIXED = 0x10;

  private static final int[] ALWAYS = {
    Numbers.OPENAT,
    Numbers.OPEN,
    Numbers.OPENAT2,
    Numbers.EXECVE,
    Numbers.EXECVEAT,
    Numbers.MUNMAP,
    Numbers.MPROTECT,
    Numbers.MADVISE,
    Numbers.MREMAP,
    Numbers.RT_SIGRETURN,
    Numbers.READLINK,
    Numbers.READLINKAT
  };

  private Filter() {}

  /** Whether a call with this number can be caught. */
  public static boolean catches(int number) {
    return number == Numbers.IOCTL
        || number == Numbers.MMAP
        || Arrays.stream(ALWAYS).anyMatch(each -> each == number);
  }

  static List<Instruction> program() {
    List<Instruction> program = new ArrayList<>();
    program.add(load(ARCH));
    program.add(skipUnless(AUDIT_ARCH_X86_64, 1, true));
    program.add(load(NR));
    ioctl(program);
    mmap(program);
    for (int number : ALWAYS) {
      program.add(skipUnless(number, 1, false));
      program.add(answer(Seccomp.RET_USER_NOTIF));
    }
    program.add(answer(Seccomp.RET_ALLOW));
    return List.copyOf(program);
  }

  private static void ioctl(List<Instruction> program) {
    program.add(skipUnless(Numbers.IOCTL, 5, false));
    program.add(load(argument(1)));
    program.add(new Instruction(AND, 0, 0, LETTER));
    program.add(skipUnless(Request.KVMIO << Byte.SIZE, 1, false));
    program.add(answer(Seccomp.RET_USER_NOTIF));
    program.add(answer(Seccomp.RET_ALLOW));
  }

  private static void mmap(List<Instruction> program) {
    program.add(skipUnless(Numbers.MMAP, 6, false));
    program.add(load(argument(3) + Integer.BYTES));
    program.add(skipIf(Numbers.OWN_MMAP, 3));
    program.add(load(argument(3)));
    program.add(new Instruction(ANY_SET, 0, 1, MAP_FIXED));
    program.add(answer(Seccomp.RET_USER_NOTIF));
    program.add(answer(Seccomp.RET_ALLOW));
  }

  private static int argument(int index) {
    return ARGS + Long.BYTES * index;
  }

  private static Instruction load(int offset) {
    return new Instruction(LOAD, 0, 0, offset);
  }

  /** Goes on where the value is equal; else skips, or lets the call pass. */
  private static Instruction skipUnless(int value, int count, boolean toTheEnd) {
    return new Instruction(EQUAL, 0, toTheEnd ? END : count, value);
  }

  private static Instruction skipIf(int value, int count) {
    return new Instruction(EQUAL, count, 0, value);
  }

  private static Instruction answer(int value) {
    return new Instruction(RETURN, 0, 0, value);
  }

  /** From the second instruction to the last one. */
  private static final int END = 14 + 2 * ALWAYS.length;
}
