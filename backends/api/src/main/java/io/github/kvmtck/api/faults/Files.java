package io.github.kvmtck.api.faults;

import java.util.Optional;

/** The files of KVM that a process has open. */
interface Files {

  /** A file: equal for all descriptors of it. */
  Object at(int fd);

  /** The kvm_run of a vCPU; empty of any other file, and where it is mapped nowhere. */
  Optional<RunPage> run(int fd);
}
