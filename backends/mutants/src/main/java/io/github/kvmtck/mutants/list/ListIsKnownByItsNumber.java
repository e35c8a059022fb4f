package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Decodes by _IOC_NR, which the list and KVM_SET_USER_MEMORY_REGION2 share. */
public final class ListIsKnownByItsNumber extends ListMutant {
  public ListIsKnownByItsNumber() {
    super(
        Breach.of(
                "LIST-00",
                "list-known-by-its-number",
                "The low 8 bits of the request are taken for KVM_SET_USER_MEMORY_REGION2.")
            .seenAs("-1 ENOTTY", "0\\b|-1 E(?:INVAL|FAULT)"));
  }

  @Override
  Result list(SeamCall call) {
    return call.proceed(
        new Syscall.Ioctl(
            call.fd(), Memslots.KVM_SET_USER_MEMORY_REGION2.number(), call.argument()));
  }
}
