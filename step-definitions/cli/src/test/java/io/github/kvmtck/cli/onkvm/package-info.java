/**
 * The same calls on the reference and on this machine's KVM: what both answer must be equal, and
 * what differs is explained one by one. Without /dev/kvm nothing of it runs.
 */
@NullMarked
package io.github.kvmtck.cli.onkvm;

import org.jspecify.annotations.NullMarked;
