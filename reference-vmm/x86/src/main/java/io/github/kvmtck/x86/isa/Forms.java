package io.github.kvmtck.x86.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of forms under construction and its index by opcode. Two forms that some byte sequence
 * could both mean are refused.
 */
public final class Forms {
  private static final int[] SIZES = {16, 32, 64};

  private final List<Form> all = new ArrayList<>();
  private final Form[][] index = new Form[2 * 4 * 4 * 256][];

  /** op0 = f(). */
  public void set(String line, Semantics.Zero f) {
    add(line, new Semantics.Set(f));
  }

  /** op0 = f(op1). */
  public void write(String line, Semantics.One f) {
    add(line, new Semantics.Write(f));
  }

  /** op0 = f(op1, op2). */
  public void combine(String line, Semantics.Two f) {
    add(line, new Semantics.Combine(f));
  }

  /** op0 = whether the test holds. */
  public void truth(String line, Semantics.Test test) {
    add(line, new Semantics.Truth(test));
  }

  /** op0 = op1 where the test holds. */
  public void select(String line, Semantics.Test test) {
    add(line, new Semantics.Select(test));
  }

  /** op0 = f(op0). */
  public void change(String line, Semantics.One f) {
    add(line, new Semantics.Change(f));
  }

  /** op0 = f(op0, op1). */
  public void update(String line, Semantics.Two f) {
    add(line, new Semantics.Update(f));
  }

  /** op0 = f(op0, op1, op2). */
  public void insert(String line, Semantics.Three f) {
    add(line, new Semantics.Insert(f));
  }

  /** f(op0). */
  public void use(String line, Semantics.One f) {
    add(line, new Semantics.Use(f));
  }

  /** f(op0, op1). */
  public void compare(String line, Semantics.Two f) {
    add(line, new Semantics.Compare(f));
  }

  /** The whole instruction. */
  public void whole(String line, Semantics.Action f) {
    add(line, new Semantics.Whole(f));
  }

  /** The whole instruction, ending a block. */
  public void jump(String line, Semantics.Action f) {
    add(line, new Semantics.Jump(f));
  }

  /** Jumps by op0 where the test holds. */
  public void branch(String line, Semantics.Test test, Semantics.Action f) {
    add(line, new Semantics.Branch(test, f));
  }

  /** Calls by op0. */
  public void call(String line, Semantics.Action f) {
    add(line, new Semantics.Call(f));
  }

  /** Returns from a near call. */
  public void ret(String line, Semantics.Action f) {
    add(line, new Semantics.Return(f));
  }

  /** Pushes op0. */
  public void push(String line, Semantics.Action f) {
    add(line, new Semantics.Push(f));
  }

  /** Pops op0, a general register. */
  public void pop(String line, Semantics.Action f) {
    add(line, new Semantics.Pop(f));
  }

  /** Every form in table order. */
  public List<Form> all() {
    return List.copyOf(all);
  }

  private void add(String line, Semantics semantics) {
    Form form = Notation.parse(line, semantics);
    int last = form.plusRegister() ? form.opcode() + 7 : form.opcode();
    for (int opcode = form.opcode(); opcode <= last; opcode++) {
      int key = key(form.vex(), form.prefix(), form.map(), opcode);
      Form[] old = index[key] == null ? new Form[0] : index[key];
      for (Form other : old) {
        if (overlap(form, other, opcode)) {
          throw new IllegalArgumentException(
              "\"%s\" means the same bytes as \"%s\"".formatted(line, other.notation()));
        }
      }
      Form[] grown = Arrays.copyOf(old, old.length + 1);
      grown[old.length] = form;
      index[key] = grown;
    }
    all.add(form);
  }

  private static boolean overlap(Form a, Form b, int opcode) {
    boolean modrm = false;
    for (int i = 0; i < 256 && !modrm; i++) {
      modrm = a.coversModrm(i) && b.coversModrm(i);
    }
    boolean register = false;
    for (boolean rexB : new boolean[] {false, true}) {
      register |= a.coversRegister(opcode, rexB) && b.coversRegister(opcode, rexB);
    }
    if (!modrm || !register) {
      return false;
    }
    for (int operand : SIZES) {
      for (int address : SIZES) {
        for (boolean mode64 : new boolean[] {false, true}) {
          if (a.covers(operand, address, mode64) && b.covers(operand, address, mode64)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The forms that share an opcode; never null. */
  Form[] candidates(boolean vex, int prefix, int map, int opcode) {
    Form[] found = index[key(vex, prefix, map, opcode)];
    return found == null ? NONE : found;
  }

  private static final Form[] NONE = {};

  private static int key(boolean vex, int prefix, int map, int opcode) {
    int p =
        switch (prefix) {
          case 0x66 -> 1;
          case 0xf2 -> 2;
          case 0xf3 -> 3;
          default -> 0;
        };
    return ((vex ? 4 : 0) + p << 2 | map) << 8 | opcode;
  }
}
