/** One run of scenarios on one kernel, by Cucumber on the JUnit Platform. */
@NullMarked
package io.github.kvmtck.suite.run;

import org.jspecify.annotations.NullMarked;
