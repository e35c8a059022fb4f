package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.host.file.TextFile;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.kvm.GuestMemory;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.kvm.Parts;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A device in the kernel that accesses guest memory through KVM's memory slots on a thread of its
 * own, as KVMGT does (rule R4). It stands here so that a test can drive one: writing an address to
 * its file makes it write a byte there, in the VM of the writer. Where no slot can be used, that is
 * EFAULT: other than a vCPU such a device does not try again.
 */
public final class PageTrackConsumer implements Variation {
  private static final String PATH = "/dev/kvm-page-track";
  private static final byte DATA = 0x77;

  @Override
  public String name() {
    return "page-track-consumer";
  }

  @Override
  public String description() {
    return "model: a device in the kernel that writes guest memory through KVM (KVMGT)";
  }

  /** So that a scenario can ask for it; no kernel was ever sent one for tests. */
  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.DEVICES, kvm -> Map.of(PATH, task -> device(kvm, task.mm())));
  }

  private static OpenFile device(KvmSystem kvm, AddressSpace mm) {
    return new TextFile(
        PATH, "", address -> write(kvm, mm, Long.decode(address)) ? Errno.NONE : Errno.EFAULT);
  }

  private static boolean write(KvmSystem kvm, AddressSpace mm, long gpa) {
    AtomicBoolean written = new AtomicBoolean();
    Thread thread =
        Thread.ofPlatform()
            .name("page-track")
            .start(() ->
                kvm.vms().stream()
                    .filter(vm -> vm.mm() == mm)
                    .forEach(vm ->
                        written.set(
                            GuestMemory.write(
                                vm, null, gpa, MemorySegment.ofArray(new byte[] {DATA})))));
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return written.get();
  }
}
