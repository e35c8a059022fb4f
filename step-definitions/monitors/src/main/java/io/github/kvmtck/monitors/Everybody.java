package io.github.kvmtck.monitors;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.monitors.state.Exit;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.SlotChange;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.state.Vm;
import java.util.List;

/** Tells all monitors. */
final class Everybody implements Observer {
  private final Observer[] monitors;

  Everybody(List<Observer> monitors) {
    this.monitors = monitors.toArray(Observer[]::new);
  }

  @Override
  public void enters(Vcpu vcpu, TraceEvent run) {
    for (Observer monitor : monitors) {
      monitor.enters(vcpu, run);
    }
  }

  @Override
  public void leaves(Vcpu vcpu, Exit exit) {
    for (Observer monitor : monitors) {
      monitor.leaves(vcpu, exit);
    }
  }

  @Override
  public void changes(SlotChange change) {
    for (Observer monitor : monitors) {
      monitor.changes(change);
    }
  }

  @Override
  public void changed(SlotChange change, boolean done) {
    for (Observer monitor : monitors) {
      monitor.changed(change, done);
    }
  }

  @Override
  public void calls(TraceEvent call) {
    for (Observer monitor : monitors) {
      monitor.calls(call);
    }
  }

  @Override
  public void called(TraceEvent call) {
    for (Observer monitor : monitors) {
      monitor.called(call);
    }
  }

  @Override
  public void saved(Vcpu vcpu, TraceEvent last) {
    for (Observer monitor : monitors) {
      monitor.saved(vcpu, last);
    }
  }

  @Override
  public void loaded(Vcpu vcpu, TraceEvent last) {
    for (Observer monitor : monitors) {
      monitor.loaded(vcpu, last);
    }
  }

  @Override
  public void closed(Vcpu vcpu) {
    for (Observer monitor : monitors) {
      monitor.closed(vcpu);
    }
  }

  @Override
  public void gone(Vm vm) {
    for (Observer monitor : monitors) {
      monitor.gone(vm);
    }
  }

  @Override
  public void noted(Note note) {
    for (Observer monitor : monitors) {
      monitor.noted(note);
    }
  }

  @Override
  public void ended() {
    for (Observer monitor : monitors) {
      monitor.ended();
    }
  }
}
