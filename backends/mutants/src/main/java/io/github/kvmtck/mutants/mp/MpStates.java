package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/** Changes what KVM_GET_MP_STATE and KVM_SET_MP_STATE do. */
final class MpStates {
  private MpStates() {}

  /** Another number is told than the one that the kernel has. */
  static VcpuBreach told(IntUnaryOperator other) {
    return call -> {
      Result result = call.proceed();
      if (call.is(VcpuEvents.KVM_GET_MP_STATE) && !result.failed()) {
        StructValue state = call.argument(VcpuEvents.MP_STATE);
        int number = (int) state.get("mp_state");
        call.argument(state.with("mp_state", Integer.toUnsignedLong(other.applyAsInt(number))));
      }
      return result;
    };
  }

  /** Setting a state ends otherwise. */
  static VcpuBreach set(BiFunction<Integer, Result, Result> end) {
    return call -> {
      if (!call.is(VcpuEvents.KVM_SET_MP_STATE) || call.argument() == 0) {
        return call.proceed();
      }
      int asked = (int) call.argument(VcpuEvents.MP_STATE).get("mp_state");
      return end.apply(asked, call.proceed());
    };
  }

  /** KVM_SET_MP_STATE of the model, with something that is done first. */
  static Blueprint before(Blueprint blueprint, ObjIntConsumer<Vcpu> added) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table -> {
          var handler =
              Objects.requireNonNull(table.handler((int) VcpuEvents.KVM_SET_MP_STATE.number()));
          return table.on(
              VcpuEvents.KVM_SET_MP_STATE,
              (vcpu, call) -> {
                MemorySegment in = call.read(Integer.BYTES);
                if (in != null) {
                  added.accept(vcpu, in.get(ValueLayout.JAVA_INT_UNALIGNED, 0));
                }
                return handler.handle(vcpu, call);
              });
        });
  }

  /** KVM_GET_MP_STATE of the model tells this and does nothing. */
  static Blueprint reading(Blueprint blueprint, ToIntFunction<Vcpu> told) {
    return blueprint.change(
        Parts.VCPU_IOCTLS,
        table ->
            table.writes(
                VcpuEvents.KVM_GET_MP_STATE,
                VcpuEvents.MP_STATE.size(),
                (vcpu, out) -> {
                  VcpuEvents.MP_STATE.set(out, "mp_state", told.applyAsInt(vcpu));
                  return Result.ZERO;
                }));
  }
}
