package io.github.kvmtck.observe;

import io.github.kvmtck.api.events.Recorder;
import io.github.kvmtck.api.events.Slots;

/** A process that is watched. */
final class Client {
  final int pid;
  final int parent;
  final ForeignMemory memory;
  final Recorder recorder;
  final Slots slots = new Slots();

  Client(int pid, int parent, ForeignMemory memory, Recorder recorder) {
    this.pid = pid;
    this.parent = parent;
    this.memory = memory;
    this.recorder = recorder;
  }

  /** A child that has the same descriptors. Its memory is no guest's: KVM stays with the parent. */
  Client fork(int child) {
    ForeignMemory childs = new ForeignMemory(child);
    return new Client(child, pid, childs, recorder.fork(childs));
  }

  /** It executes another program. */
  void executed() {
    recorder.descriptors().executed(fd -> ProcFiles.hasDescriptor(pid, fd));
    slots.clear();
    memory.close();
  }
}
