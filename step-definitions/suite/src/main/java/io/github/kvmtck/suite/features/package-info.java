/** What there is to run: the scenarios of the feature files, by the rules that they test. */
@NullMarked
package io.github.kvmtck.suite.features;

import org.jspecify.annotations.NullMarked;
