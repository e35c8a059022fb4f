package io.github.kvmtck.x86.isa.family;

import io.github.kvmtck.x86.cpu.Features;
import io.github.kvmtck.x86.isa.Decoder;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Forms;
import io.github.kvmtck.x86.isa.Generation;
import java.util.List;

/** The instruction table: every family, registered here and nowhere else. */
public final class Isa {
  private static final Forms FORMS = forms();
  private static final Decoder DECODER = new Decoder(FORMS, Generation.I80386, new Features());

  private Isa() {}

  private static Forms forms() {
    Forms f = new Forms();
    Alu.define(f);
    Move.define(f);
    Exchange.define(f);
    Reserved.define(f);
    Multiply.define(f);
    Shift.define(f);
    BitString.define(f);
    BitCount.define(f);
    BitManipulation.define(f);
    ByteOrder.define(f);
    Stack.define(f);
    ConditionalJump.define(f);
    Branch.define(f);
    FarPointer.define(f);
    Selectors.define(f);
    FastCall.define(f);
    Trap.define(f);
    FlagControl.define(f);
    Decimal.define(f);
    Strings.define(f);
    PortIo.define(f);
    SystemRegisters.define(f);
    Machine.define(f);
    X87Load.define(f);
    X87Integer.define(f);
    X87Constant.define(f);
    X87Arith.define(f);
    X87Function.define(f);
    X87Transcendental.define(f);
    X87Compare.define(f);
    X87Control.define(f);
    X87Environment.define(f);
    Fxsave.define(f);
    Xsave.define(f);
    Mmx.define(f);
    MmxInteger.define(f);
    MmxConvert.define(f);
    SseParts.define(f);
    Sse.define(f);
    SseShuffle.define(f);
    PackedInteger.define(f);
    PackedShift.define(f);
    PackedSsse3.define(f);
    PackedSse41.define(f);
    PackedInsert.define(f);
    PackedText.define(f);
    SseArithmetic.define(f);
    SseCompare.define(f);
    SseConvert.define(f);
    SseHorizontal.define(f);
    SseApproximation.define(f);
    Cipher.define(f);
    ProcessorId.define(f);
    CacheControl.define(f);
    RandomNumber.define(f);
    Invpcid.define(f);
    return f;
  }

  /** Every form in table order. */
  public static List<Form> all() {
    return FORMS.all();
  }

  /** The decoder over all of them, as every processor since the 80386 decodes. */
  public static Decoder decoder() {
    return DECODER;
  }

  /** The decoder of a processor that has {@code features}, as they are when it decodes. */
  public static Decoder decoder(Features features) {
    return new Decoder(FORMS, Generation.I80386, features);
  }

  /** The decoder of another generation. */
  public static Decoder decoder(Generation generation) {
    return new Decoder(FORMS, generation, new Features());
  }
}
