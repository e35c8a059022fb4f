package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Timers.KVM_CREATE_PIT;
import static io.github.kvmtck.api.uapi.Timers.KVM_CREATE_PIT2;
import static io.github.kvmtck.api.uapi.Timers.KVM_GET_PIT;
import static io.github.kvmtck.api.uapi.Timers.KVM_GET_PIT2;
import static io.github.kvmtck.api.uapi.Timers.KVM_PIT_SPEAKER_DUMMY;
import static io.github.kvmtck.api.uapi.Timers.KVM_REINJECT_CONTROL;
import static io.github.kvmtck.api.uapi.Timers.KVM_SET_PIT;
import static io.github.kvmtck.api.uapi.Timers.KVM_SET_PIT2;
import static io.github.kvmtck.api.uapi.Timers.PIT_CONFIG;
import static io.github.kvmtck.api.uapi.Timers.PIT_STATE;
import static io.github.kvmtck.api.uapi.Timers.PIT_STATE2;
import static io.github.kvmtck.api.uapi.Timers.REINJECT_CONTROL;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.irqchip.Pit;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vm;
import java.util.function.Function;

/** The 8254 (api.rst 4.71 to 4.73 and 4.99). */
final class PitIoctls {
  private static final Result NO_PIT = Result.error(Errno.ENXIO);

  private PitIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .plain(KVM_CREATE_PIT, vm -> create(vm, KVM_PIT_SPEAKER_DUMMY))
        .reads(
            KVM_CREATE_PIT2, PIT_CONFIG.size(), (vm, in) -> create(vm, PIT_CONFIG.get(in, "flags")))
        .updates(
            KVM_GET_PIT,
            PIT_STATE.size(),
            (vm, out) ->
                with(
                    vm,
                    pit -> {
                      int unused = pit.save(out);
                      return Result.ZERO;
                    }))
        .reads(
            KVM_SET_PIT,
            PIT_STATE.size(),
            (vm, in) ->
                with(
                    vm,
                    pit -> {
                      pit.load(in);
                      return Result.ZERO;
                    }))
        .writes(
            KVM_GET_PIT2,
            PIT_STATE2.size(),
            (vm, out) ->
                with(
                    vm,
                    pit -> {
                      PIT_STATE2.set(out, "flags", pit.save(out));
                      return Result.ZERO;
                    }))
        .reads(
            KVM_SET_PIT2,
            PIT_STATE2.size(),
            (vm, in) ->
                with(
                    vm,
                    pit -> {
                      pit.load(in, (int) PIT_STATE2.get(in, "flags"));
                      return Result.ZERO;
                    }))
        .reads(
            KVM_REINJECT_CONTROL,
            REINJECT_CONTROL.size(),
            (vm, in) ->
                with(
                    vm,
                    pit -> {
                      pit.timer().reinject(REINJECT_CONTROL.get(in, "pit_reinject") != 0);
                      return Result.ZERO;
                    }));
  }

  private static Result create(Vm vm, long flags) {
    if (vm.interrupts().pit() != null) {
      return Result.error(Errno.EEXIST);
    }
    if (!vm.picInKernel()) {
      return Result.error(Errno.ENOENT);
    }
    vm.interrupts().createPit((flags & KVM_PIT_SPEAKER_DUMMY) != 0);
    return Result.ZERO;
  }

  private static Result with(Vm vm, Function<Pit, Result> work) {
    Pit pit = vm.interrupts().pit();
    return pit == null ? NO_PIT : work.apply(pit);
  }
}
