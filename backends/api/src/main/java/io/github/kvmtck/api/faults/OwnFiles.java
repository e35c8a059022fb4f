package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.events.Descriptors;
import io.github.kvmtck.api.uapi.Run;
import java.util.Optional;

/** Those of a process in this JVM, all of whose calls are seen. */
record OwnFiles(Memory memory, Descriptors descriptors) implements Files {

  @Override
  public Object at(int fd) {
    return descriptors.get(fd).label();
  }

  @Override
  public Optional<RunPage> run(int fd) {
    return descriptors.run(fd).stream()
        .mapToObj(address -> RunPage.of(new MappedRun(memory, address, Run.RUN.size())))
        .findFirst();
  }

  void learn(Syscall call, Result result) {
    if (!result.failed()) {
      descriptors.learn(call, result, memory);
    }
  }

  OwnFiles fork(Memory child) {
    return new OwnFiles(child, descriptors.copy());
  }
}
