package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;

/**
 * Is told what happens in the words of KVM. What a call asks for comes before it counts in the
 * {@link Situation}, and what it did comes after.
 */
public interface Observer {

  /** A vCPU is about to enter KVM_RUN. */
  default void enters(Vcpu vcpu, TraceEvent run) {}

  /** KVM_RUN is back. */
  default void leaves(Vcpu vcpu, Exit exit) {}

  /** A change of a memory slot is asked for. */
  default void changes(SlotChange change) {}

  /** The change is made, or refused. */
  default void changed(SlotChange change, boolean done) {}

  /** Any other call starts. */
  default void calls(TraceEvent call) {}

  /** Any other call is back. */
  default void called(TraceEvent call) {}

  /** With this call the state of a vCPU has been read. */
  default void saved(Vcpu vcpu, TraceEvent last) {}

  /** With this call the state of a vCPU has been written. */
  default void loaded(Vcpu vcpu, TraceEvent last) {}

  /** Nobody has a descriptor of the vCPU any more. */
  default void closed(Vcpu vcpu) {}

  /** Nobody has a descriptor of the VM any more, and of its vCPUs neither. */
  default void gone(Vm vm) {}

  /** Something that is no call. */
  default void noted(Note note) {}

  /** The trace is over. */
  default void ended() {}
}
