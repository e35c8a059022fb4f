package io.github.kvmtck.api.uapi;

/** A C type of the System V ABI for x86-64. */
public sealed interface Type permits Scalar, Struct {

  /** The C spelling: {@code __u32}, {@code struct kvm_regs}. */
  String cName();

  /** sizeof, in bytes; a flexible array member counts nothing. */
  long size();

  /** _Alignof, in bytes. */
  long alignment();
}
