/** Binary statistics (api.rst 4.133). */
@NullMarked
package io.github.kvmtck.reference.stats;

import org.jspecify.annotations.NullMarked;
