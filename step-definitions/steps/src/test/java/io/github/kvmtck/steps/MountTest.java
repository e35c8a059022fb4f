package io.github.kvmtck.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.reports.catalogue.Catalogue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MountTest {

  @Test
  void theThreadsOfARunInheritItsBench() throws ExecutionException, InterruptedException {
    Bench bench = new NoBench();
    ExecutorService threads;
    try (Mount mount = Bench.mount(bench)) {
      assertThat(mount).isNotNull();
      threads = Executors.newSingleThreadExecutor();
      threads.execute(() -> {});
    }
    try (threads) {
      assertThat(threads.submit(Bench::mounted).get()).isSameAs(bench);
    }
  }

  @Test
  void anotherRunInTheSameThreadIsRefused() {
    try (Mount mount = Bench.mount(new NoBench())) {
      assertThat(mount).isNotNull();
      assertThatIllegalStateException().isThrownBy(() -> Bench.mount(new NoBench()));
    }
  }

  @Test
  void afterARunThereIsNoBench() {
    Bench.mount(new NoBench()).close();
    assertThatIllegalStateException().isThrownBy(Bench::mounted);
  }

  private static final class NoBench implements Bench {
    @Override
    public Kernel kernel() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Catalogue catalogue() {
      throw new UnsupportedOperationException();
    }
  }
}
