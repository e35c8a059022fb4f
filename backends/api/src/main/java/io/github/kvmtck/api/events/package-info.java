/**
 * What a client called and what came back, decoded with the kernel's names: the material of failure
 * messages and of monitors that judge a client.
 */
@NullMarked
package io.github.kvmtck.api.events;

import org.jspecify.annotations.NullMarked;
