package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * For an exit that reads, every byte of the answer is written.
 *
 * <p>One answer shows nothing, because a device may answer what happens to be there. Three whose
 * first bytes are new while the rest, a different one each time and not zero, is what an earlier
 * exit left, are no chance.
 */
public final class PartialAnswer implements Observer {
  private static final int PROOF = 3;
  private static final Field DIRECTION = Run.RUN.field("io.direction");
  private static final List<Field> MMIO_DATA =
      IntStream.range(0, 8).mapToObj(i -> Run.RUN.field("mmio.data[" + i + "]")).toList();

  private final Duty duty;
  private final PerVcpu<Set<List<Byte>>> leftovers = new PerVcpu<>(HashSet::new);

  public PartialAnswer(Docket docket) {
    this.duty = docket.duty("SAVE-10");
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    Optional<TraceEvent> exit = vcpu.completion().pending();
    if (exit.isPresent() && run.before().isPresent()) {
      judge(vcpu, new Exit(exit.get()), run, run.before().get());
    }
  }

  private void judge(Vcpu vcpu, Exit exit, TraceEvent run, RunSnapshot answered) {
    byte[] old = exit.run().after().map(left -> answer(exit, left)).orElse(new byte[0]);
    if (old.length > 1) {
      duty.exercised();
      judge(vcpu, exit, run, old, answer(exit, answered));
    }
  }

  /** The bytes of an answer in a kvm_run; none where the exit does not read. */
  private static byte[] answer(Exit exit, RunSnapshot run) {
    if (exit.is(ExitReason.KVM_EXIT_MMIO) && !exit.isMmioWrite()) {
      byte[] data = new byte[Math.clamp(exit.mmioLength(), 0, MMIO_DATA.size())];
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) run.get(MMIO_DATA.get(i));
      }
      return data;
    }
    boolean reads =
        exit.is(ExitReason.KVM_EXIT_IO) && exit.get(DIRECTION) == RunBits.KVM_EXIT_IO_IN;
    return reads ? run.ioData() : new byte[0];
  }

  private void judge(Vcpu vcpu, Exit exit, TraceEvent run, byte[] old, byte[] now) {
    int same = 0;
    while (same < old.length
        && now.length == old.length
        && old[old.length - 1 - same] == now[old.length - 1 - same]) {
      same++;
    }
    byte[] tail = Arrays.copyOfRange(old, old.length - same, old.length);
    boolean leftover = same > 0 && same < old.length && tail[tail.length - 1] != 0;
    if (!leftover) {
      return;
    }
    Set<List<Byte>> seen = leftovers.of(vcpu);
    if (seen.add(boxed(tail)) && seen.size() == PROOF) {
      seen.clear();
      duty.violated(
          ("only the first %d of %d bytes were written, for the third time; for the rest the guest"
                  + " gets those of an earlier exit")
              .formatted(old.length - same, old.length),
          exit.run(),
          run);
    }
  }

  private static List<Byte> boxed(byte[] bytes) {
    return IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList();
  }

  @Override
  public void closed(Vcpu vcpu) {
    leftovers.forget(vcpu);
  }
}
