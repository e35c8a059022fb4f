package io.github.kvmtck.reference.irqchip;

import io.github.kvmtck.api.uapi.Interrupts;
import java.lang.foreign.MemorySegment;

/** What one 8259A knows, as it is saved and restored (struct kvm_pic_state). */
final class PicRegisters {
  /** The level that each line had last: an edge is seen by it. */
  int lines;

  /** IRR. */
  int requests;

  /** IMR. */
  int mask;

  /** ISR. */
  int inService;

  /** The pin of the highest priority. */
  int lowestPlusOne;

  /** The vector of pin 0. */
  int base;

  int readRegister;
  int poll;
  int specialMask;
  int initState;
  int autoEoi;
  int rotateOnAutoEoi;
  int fullyNested;
  int needsIcw4;
  int levelTriggered;
  int levelMask;

  /** {@code out} is zero before. */
  void save(MemorySegment out) {
    put(out, "last_irr", lines);
    put(out, "irr", requests);
    put(out, "imr", mask);
    put(out, "isr", inService);
    put(out, "priority_add", lowestPlusOne);
    put(out, "irq_base", base);
    put(out, "read_reg_select", readRegister);
    put(out, "poll", poll);
    put(out, "special_mask", specialMask);
    put(out, "init_state", initState);
    put(out, "auto_eoi", autoEoi);
    put(out, "rotate_on_auto_eoi", rotateOnAutoEoi);
    put(out, "special_fully_nested_mode", fullyNested);
    put(out, "init4", needsIcw4);
    put(out, "elcr", levelTriggered);
    put(out, "elcr_mask", levelMask);
  }

  void load(MemorySegment in) {
    lines = of(in, "last_irr");
    requests = of(in, "irr");
    mask = of(in, "imr");
    inService = of(in, "isr");
    lowestPlusOne = of(in, "priority_add");
    base = of(in, "irq_base");
    readRegister = of(in, "read_reg_select");
    poll = of(in, "poll");
    specialMask = of(in, "special_mask");
    initState = of(in, "init_state");
    autoEoi = of(in, "auto_eoi");
    rotateOnAutoEoi = of(in, "rotate_on_auto_eoi");
    fullyNested = of(in, "special_fully_nested_mode");
    needsIcw4 = of(in, "init4");
    levelTriggered = of(in, "elcr");
    levelMask = of(in, "elcr_mask");
  }

  private static void put(MemorySegment out, String field, int value) {
    Interrupts.PIC_STATE.set(out, field, value);
  }

  private static int of(MemorySegment in, String field) {
    return (int) Interrupts.PIC_STATE.get(in, field);
  }
}
