/** Mainline's blueprint: what every part is where no variation says otherwise. */
@NullMarked
package io.github.kvmtck.reference.mainline;

import org.jspecify.annotations.NullMarked;
