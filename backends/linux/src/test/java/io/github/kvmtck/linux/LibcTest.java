package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnLinux
class LibcTest {
  @Test
  void aMissingFunctionIsNamedWhereItIsCalled() {
    MethodHandle handle =
        Libc.function("no_such_function", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    assertThatThrownBy(
            () -> {
              int unused = (int) handle.invokeExact(MemorySegment.NULL, 1);
            })
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessageContaining("no function no_such_function");
  }

  @Test
  void errnoIsTheErrorOfTheCallingThread() throws Exception {
    // Two errors at once: with one shared segment they would be mixed up within these rounds.
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Callable<Boolean>> both =
          List.of(
              () -> IntStream.range(0, 20_000).allMatch(i -> Unistd.close(-1) == -9),
              () ->
                  IntStream.range(0, 20_000)
                      .allMatch(i -> Mman.munmap(1, 4096) == -Errno.EINVAL.number()));
      for (Future<Boolean> each : threads.invokeAll(both)) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  @Test
  void addressesAreNoErrors() {
    assertThat(Returned.result(-14).errno()).isEqualTo(Errno.EFAULT);
    assertThat(Returned.failed(-4095)).isTrue();
    assertThat(Returned.failed(-4096)).isFalse();
    assertThatThrownBy(() -> Returned.required("open", -2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("open failed: ENOENT");
  }
}
