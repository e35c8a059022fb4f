package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.file.OpenFile.Pollable;
import java.util.Optional;

/** The poll method of a vCPU's file; mainline's kvm_vcpu_fops has none (rule THR-06). */
@FunctionalInterface
public interface VcpuPolling {
  Optional<Pollable> of(Vcpu vcpu);
}
