@NullMarked
package io.github.kvmtck.cli.boot;

import org.jspecify.annotations.NullMarked;
