/**
 * Assembler, printer and listing for the instruction table, in Intel syntax. They hold no opcode of
 * their own: what can be written, and how it is encoded, follows from the forms.
 */
@NullMarked
package io.github.kvmtck.x86.asm;

import org.jspecify.annotations.NullMarked;
