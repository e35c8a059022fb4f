package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.isa.Form;

/**
 * A form at one operand and address size.
 *
 * @param bits operand size as the decoder will see it
 * @param operandPrefix 66 is needed
 * @param addressPrefix 67 is needed
 * @param wide REX.W is needed
 */
record Shape(
    Form form,
    int bits,
    int addressBits,
    boolean operandPrefix,
    boolean addressPrefix,
    boolean wide) {}
