package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Descriptors;

/** Stands between a VMM and its calls, as if the VMM were another one. */
final class BadHabit implements Interceptor {
  private final Memory memory;
  private final Descriptors descriptors = new Descriptors();
  private final Habit habit;

  BadHabit(Kernel.Process process, Habit habit) {
    this.memory = process.memory();
    this.habit = habit;
  }

  @Override
  public Result call(Kernel.Task by, Syscall call, Next next) {
    Result result = habit.call(new Made(call, memory, descriptors, next));
    if (!result.failed()) {
      descriptors.learn(call, result, memory);
    }
    return result;
  }
}
