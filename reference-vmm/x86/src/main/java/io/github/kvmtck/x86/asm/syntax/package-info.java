/** Assembly source to statements: tokens, expressions, operands, directives. */
@NullMarked
package io.github.kvmtck.x86.asm.syntax;

import org.jspecify.annotations.NullMarked;
