package io.github.kvmtck.reference.kvm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A list of stages, and how a variation changes it. Stages are named by their type. */
public final class RunStages {
  private final RunStage[] stages;

  private RunStages(List<RunStage> stages) {
    this.stages = stages.toArray(RunStage[]::new);
  }

  public static RunStages of(RunStage... stages) {
    return new RunStages(List.of(stages));
  }

  /** Runs the stages in order until one says other than continue. */
  public Outcome run(Vcpu vcpu) {
    for (RunStage stage : stages) {
      Outcome outcome = stage.run(vcpu);
      if (outcome != Outcome.CONTINUE) {
        return outcome;
      }
    }
    return Outcome.CONTINUE;
  }

  /** Runs every stage, whatever it says. */
  public void runAll(Vcpu vcpu) {
    for (RunStage stage : stages) {
      stage.run(vcpu);
    }
  }

  public List<RunStage> all() {
    return List.of(stages);
  }

  public RunStages before(Class<? extends RunStage> type, RunStage added) {
    return insert(indexOf(type), added);
  }

  public RunStages after(Class<? extends RunStage> type, RunStage added) {
    return insert(indexOf(type) + 1, added);
  }

  public RunStages without(Class<? extends RunStage> type) {
    List<RunStage> next = new ArrayList<>(all());
    next.remove(indexOf(type));
    return new RunStages(next);
  }

  /** This with one stage made into another; the new one may call the old. */
  public RunStages replace(Class<? extends RunStage> type, UnaryOperator<RunStage> change) {
    List<RunStage> next = new ArrayList<>(all());
    next.set(indexOf(type), change.apply(next.get(indexOf(type))));
    return new RunStages(next);
  }

  /** This with two stages in each other's place. */
  public RunStages swap(Class<? extends RunStage> one, Class<? extends RunStage> other) {
    List<RunStage> next = new ArrayList<>(all());
    RunStage first = next.get(indexOf(one));
    next.set(indexOf(one), next.get(indexOf(other)));
    next.set(indexOf(other), first);
    return new RunStages(next);
  }

  private RunStages insert(int index, RunStage added) {
    List<RunStage> next = new ArrayList<>(all());
    next.add(index, added);
    return new RunStages(next);
  }

  private int indexOf(Class<? extends RunStage> type) {
    for (int i = 0; i < stages.length; i++) {
      if (type.isInstance(stages[i]) || type.isInstance(stages[i].wrapped())) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no stage " + type.getSimpleName());
  }
}
