package io.github.kvmtck.reference.kvm;

/** kvm_flush_remote_tlbs: when it returns, no vCPU uses a translation that it had before. */
@FunctionalInterface
public interface TranslationFlush {
  void flush(Vm vm);
}
