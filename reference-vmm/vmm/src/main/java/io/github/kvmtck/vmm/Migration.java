package io.github.kvmtck.vmm;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.vmm.hold.Holds;
import io.github.kvmtck.vmm.state.Refused;
import io.github.kvmtck.vmm.state.Sections;
import io.github.kvmtck.vmm.state.StateWriter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.BitSet;

/**
 * Moves a machine to another process while its guest runs.
 *
 * <p>All of the memory is sent, then what was written meanwhile, and so on, until little is left or
 * the guest writes faster than the line. Then the machine stands still, the log is collected for
 * the last time (TRACE-13), and the rest goes with the state. The two sides shake hands in three
 * steps, so that the guest never runs on both: the receiver is ready, the sender gives it up, the
 * receiver starts it.
 */
public final class Migration {
  private static final int READY = 'R';
  private static final int REFUSED = 'X';
  private static final int GO = 'G';

  private static final int FEW = 32;
  private static final int MOST_ROUNDS = 16;

  private Migration() {}

  /**
   * What a migration took.
   *
   * @param rounds while the guest ran
   * @param pages that were sent in all
   * @param last of them while the machine stood still
   */
  public record Report(int rounds, long pages, int last) {}

  /**
   * Sends a machine away. Where it fails the guest goes on here.
   *
   * @throws Refused where the other side refuses it
   */
  public static Report send(Vmm vmm, OutputStream to, InputStream answers) throws IOException {
    vmm.memory().startLogging();
    try {
      StateWriter writer = new StateWriter(to, vmm.config().save());
      int rounds = rounds(vmm, writer);
      int last = handOver(vmm, writer, to, answers);
      return new Report(rounds, writer.pages(), last);
    } finally {
      if (vmm.state() != RunState.MIGRATED) {
        try (Holds.Hold _ = vmm.pause("migration failed")) {
          vmm.memory().stopLogging();
        }
      }
    }
  }

  /**
   * Receives a machine, which stands still until it is started with {@link Vmm#go}.
   *
   * @throws Refused where it is damaged or not taken; the sender is told
   */
  public static Vmm receive(
      Kernel kernel, InputStream from, OutputStream answers, Peripherals peripherals)
      throws IOException {
    DataOutputStream out = new DataOutputStream(answers);
    Vmm vmm;
    try {
      vmm = Snapshot.read(kernel, from, peripherals);
    } catch (Refused e) {
      out.writeByte(REFUSED);
      out.writeUTF(String.valueOf(e.getMessage()));
      out.flush();
      throw e;
    }
    out.writeByte(READY);
    out.flush();
    if (from.read() != GO) {
      vmm.close();
      throw new Refused("The sender kept its guest.");
    }
    return vmm;
  }

  private static int rounds(Vmm vmm, StateWriter writer) throws IOException {
    BitSet dirty = new BitSet();
    dirty.set(0, Math.toIntExact(vmm.ram().size() / StateWriter.PAGE_SIZE));
    int rounds = 0;
    while (rounds < MOST_ROUNDS && dirty.cardinality() > FEW) {
      writer.pages(vmm.ram(), dirty);
      dirty = vmm.memory().collectDirty();
      rounds++;
    }
    writer.pages(vmm.ram(), dirty);
    return rounds;
  }

  /**
   * Sends the rest, and gives the guest up.
   *
   * @return how many pages the rest had
   */
  private static int handOver(Vmm vmm, StateWriter writer, OutputStream to, InputStream answers)
      throws IOException {
    Holds.Hold hold = vmm.pause("migration");
    try {
      // The state first: to save it drains what KVM collected, which devices may store.
      Sections state = vmm.save();
      BitSet last = vmm.memory().collectDirty();
      writer.pages(vmm.ram(), last);
      writer.end(state);
      awaitReady(new DataInputStream(answers));
      vmm.migrated();
      to.write(GO);
      to.flush();
      return last.cardinality();
    } finally {
      // What has moved stands still here for ever, its devices too.
      if (vmm.state() != RunState.MIGRATED) {
        hold.close();
      }
    }
  }

  private static void awaitReady(DataInputStream answers) throws IOException {
    switch (answers.read()) {
      case READY -> {}
      case REFUSED -> throw new Refused("The other side refuses the machine: " + answers.readUTF());
      default -> throw new Refused("The other side is gone.");
    }
  }
}
