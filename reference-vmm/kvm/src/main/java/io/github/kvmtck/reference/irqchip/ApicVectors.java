package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.reference.irqchip.ApicRegisters.IRR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ISR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.PPR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TMR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TPR;

/**
 * The vectors that a local APIC holds, and which of them comes next (SDM vol. 3, 12.8.3). Whoever
 * owns the registers serialises the calls.
 */
record ApicVectors(ApicRegisters registers) {
  private static final int CLASS = 0xf0;

  /** A fixed interrupt arrives. */
  void request(int vector, boolean levelTriggered) {
    registers.put(TMR, vector, levelTriggered);
    registers.put(IRR, vector, true);
  }

  boolean requested(int vector) {
    return registers.has(IRR, vector);
  }

  boolean inService(int vector) {
    return registers.has(ISR, vector);
  }

  /** The vector that would be delivered now, above the processor priority. */
  int deliverable() {
    int vector = registers.highest(IRR);
    return vector != LocalApic.NONE && (vector & CLASS) > priority() ? vector : LocalApic.NONE;
  }

  /** Moves a vector from IRR to ISR. */
  void acknowledge(int vector) {
    registers.put(IRR, vector, false);
    registers.put(ISR, vector, true);
    priority();
  }

  /** Takes the highest vector out of ISR; NONE where there is none. */
  int end() {
    int vector = registers.highest(ISR);
    if (vector != LocalApic.NONE) {
      registers.put(ISR, vector, false);
      priority();
    }
    return vector;
  }

  /** What is in service, where nothing else is there or waits; NONE otherwise. */
  int onlyInService() {
    int vector = registers.highest(ISR);
    if (vector == LocalApic.NONE || registers.highest(IRR) != LocalApic.NONE) {
      return LocalApic.NONE;
    }
    registers.put(ISR, vector, false);
    boolean only = !serves();
    registers.put(ISR, vector, true);
    return only ? vector : LocalApic.NONE;
  }

  /** Whether anything is in service. */
  boolean serves() {
    return registers.highest(ISR) != LocalApic.NONE;
  }

  boolean levelTriggered(int vector) {
    return registers.has(TMR, vector);
  }

  /** __apic_update_ppr. */
  int priority() {
    int inService = registers.highest(ISR);
    int task = registers.get(TPR) & 0xff;
    int service = inService == LocalApic.NONE ? 0 : inService & CLASS;
    int priority = (task & CLASS) >= service ? task : service;
    registers.set(PPR, priority);
    return priority;
  }
}
