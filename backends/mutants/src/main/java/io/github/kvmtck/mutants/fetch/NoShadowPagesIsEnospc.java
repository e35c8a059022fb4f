package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** make_mmu_pages_available fails where no slot has given the VM a shadow page. */
public final class NoShadowPagesIsEnospc extends CallMutant {
  public NoShadowPagesIsEnospc() {
    super(
        Breach.of(
                "FETCH-10",
                "no-shadow-pages-is-enospc",
                "KVM_RUN fails with ENOSPC where neither a slot nor userspace brought shadow"
                    + " pages.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR", "KVM_RUN fails with ENOSPC"));
  }

  @Override
  protected CallBreach breaking() {
    AtomicBoolean pages = new AtomicBoolean();
    return call -> {
      if (call.is(Memslots.KVM_SET_NR_MMU_PAGES) || call.is(Memslots.KVM_SET_USER_MEMORY_REGION)) {
        pages.set(true);
      }
      return call.is(VcpuRun.KVM_RUN) && !pages.get() ? Result.error(Errno.ENOSPC) : call.proceed();
    };
  }
}
