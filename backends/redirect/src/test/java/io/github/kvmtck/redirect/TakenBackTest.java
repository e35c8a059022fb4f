package io.github.kvmtck.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Return;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.linux.Signal;
import io.github.kvmtck.reference.ReferenceProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A signal whose handler has no SA_RESTART comes while a call waits to be read. Here that is sure:
 * the thread that receives calls answers another one meanwhile, and that answer waits for it.
 */
@OnRedirect
class TakenBackTest {
  private static final int SIGRETURN = 15;
  private static final long LOOK_NANOS = 100_000;
  private static final int[] SIGNALS = {10, 12};

  // The client's struct.
  private static final int TID = 0;
  private static final int GO = 4;
  private static final int HANDLED = 8;
  private static final int NUMBER = 16;
  private static final int COUNT = 20;
  private static final int SIZE = 24;

  @TempDir static Path folder;
  private static Client client;

  private final Client.Events events = new Client.Events();
  private long lost;

  @BeforeAll
  static void compile() throws Exception {
    client = Client.of(folder, "takenback");
  }

  /** Answers KVM_CHECK_EXTENSION with a struct only when the signals in it have been handled. */
  private record Delay(Kernel.Process process) implements Interceptor {
    @Override
    public Result call(Kernel.Task by, Syscall call, Next next) {
      if (call instanceof Syscall.Ioctl(int _, long request, long control)
          && request == SystemApi.KVM_CHECK_EXTENSION.number()
          && control > SIZE * 1000L) {
        delay(control);
      }
      return next.call(call);
    }

    private void delay(long control) {
      int tid = word(control + TID);
      MemorySegment one = MemorySegment.ofArray(new int[] {1});
      assertThat(process.memory().put(control + GO, one).number()).isZero();
      until(() -> isIn(tid, word(control + NUMBER)));
      for (int i = 0; i < word(control + COUNT); i++) {
        int signal = i;
        assertThat(Signal.kill(tid, SIGNALS[signal])).isZero();
        until(() -> word(control + HANDLED + 4L * signal) == 1 && isIn(tid, SIGRETURN));
      }
    }

    private int word(long address) {
      int[] word = new int[1];
      assertThat(process.memory().get(address, MemorySegment.ofArray(word)).number()).isZero();
      return word[0];
    }

    private static void until(BooleanSupplier condition) {
      while (!condition.getAsBoolean()) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }

    private static boolean isIn(int tid, int number) {
      try {
        return Files.readString(Path.of("/proc/" + tid + "/syscall")).startsWith(number + " ");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Client.Said run(String... arguments) throws IOException {
    try (Kernel reference = new ReferenceProvider().open(KernelOptions.MAINLINE);
        Kernel kernel = new InterceptedKernel(reference, reference.about(), Delay::new)) {
      Redirection[] served = new Redirection[1];
      Client.Said said = client.on(kernel, new Trace(events), now -> served[0] = now, arguments);
      lost = served[0].lost();
      return said;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "r, 4096 -, 99, an ioctl is made again",
    "k, -1 Interrupted system call, 10, 'KVM_RUN is ended by the signal, and by KVM'",
    "o, 0 -, 99, a call that Linux makes is made again",
    "m, 0 -, 99, and one that changes memory",
  })
  void aCallIsNotLost(String scenario, String result, String reason, String what) throws Exception {
    Client.Said once = run(scenario, "1");
    assertThat(once)
        .as(what)
        .isEqualTo(new Client.Said(0, result + " reason " + reason + " handled 1 0\n"));
    // The second signal takes the return from the first one's handler back.
    Client.Said twice = run(scenario, "2");
    assertThat(twice)
        .as(what)
        .isEqualTo(new Client.Said(0, result + " reason " + reason + " handled 1 1\n"));
    assertThat(lost).isZero();
    assertThat(events.returned).noneMatch(TakenBackTest::byTransport);
  }

  @Test
  void whatCannotBeMadeAgainIsMarked() throws Exception {
    // The handler's stack is made read-only.
    Client.Said said = run("a", "1");

    assertThat(said)
        .isEqualTo(new Client.Said(0, "-1 Interrupted system call reason 99 handled 1 0\n"));
    assertThat(lost).isOne();
    assertThat(events.returned)
        .filteredOn(TakenBackTest::byTransport)
        .singleElement()
        .asString()
        .isEqualTo("vcpu0 KVM_GET_REGS → -1 EINTR");
  }

  @Test
  void whatCannotBeToldIsCounted() throws Exception {
    // syscall(2) has the number from its caller.
    Client.Said said = run("b", "1");

    assertThat(said)
        .isEqualTo(new Client.Said(0, "-1 Interrupted system call reason 99 handled 1 0\n"));
    assertThat(lost).isOne();
  }

  private static boolean byTransport(TraceEvent event) {
    return event.end().filter(Return::byTransport).isPresent();
  }
}
