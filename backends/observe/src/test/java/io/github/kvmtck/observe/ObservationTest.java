package io.github.kvmtck.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Note.ProcessEnded;
import io.github.kvmtck.api.events.Note.ProcessStarted;
import io.github.kvmtck.api.events.Note.SignalSent;
import io.github.kvmtck.api.events.Note.SignalTaken;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.linux.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client does and how it ends is its own. */
@OnPtrace
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObservationTest {
  @TempDir Path folder;
  private final Seen seen = new Seen();

  @AfterEach
  void leaveNothing() {
    seen.kill();
  }

  @Test
  void theExitCodeIsTheClients() throws Exception {
    assertThat(shell("exit 7").status()).isEqualTo(7);
    assertThat(seen.notes(ProcessEnded.class))
        .singleElement()
        .satisfies(end -> assertThat(end.status()).isEqualTo(7));
  }

  @Test
  void aSignalThatEndsItIsAddedTo128() throws Exception {
    assertThat(shell("kill -TERM $$").status()).isEqualTo(128 + Signals.SIGTERM);
    assertThat(shell("kill -KILL $$").status()).isEqualTo(128 + Signals.SIGKILL);
  }

  @Test
  void argumentsEnvironmentFolderAndDescriptorsAreAsTheCommandSays() throws Exception {
    assertThat(run(Command.of("printf", "%s|", "a b", "", "'c'")).output()).isEqualTo("a b||'c'|");

    Map<String, String> environment = Map.of("ONLY", "this one");
    Command here = Command.of("env");
    Command other = new Command(here.argv(), environment, folder, here.standard());
    assertThat(run(other).output()).isEqualTo("ONLY=this one\n");

    Command pwd = new Command(List.of("pwd"), Map.of(), folder, here.standard());
    assertThat(run(pwd).output()).isEqualTo(folder + "\n");

    assertThat(run(Command.of("ls", "/proc/self/fd")).output()).isEqualTo("0\n1\n2\n3\n");
    assertThat(run(Command.of("grep", "SigBlk", "/proc/self/status")).output())
        .isEqualTo("SigBlk:\t0000000000000000\n");
  }

  @Test
  void processesAndWhatTheyExecuteAreFollowed() throws Exception {
    assertThat(shell("(exit 3); /bin/true; exec sh -c 'exit 9'").status()).isEqualTo(9);
    assertThat(seen.notes(ProcessStarted.class).stream().map(each -> each.command().getLast()))
        .contains("/bin/true", "exit 9");
    assertThat(seen.notes(ProcessEnded.class).stream().map(ProcessEnded::status))
        .containsExactlyInAnyOrder(3, 0, 9);
  }

  @Test
  void aHandlerRunsAndTheSenderIsNamed() throws Exception {
    assertThat(shell("trap 'exit 5' USR1; kill -USR1 $$; exit 1").status()).isEqualTo(5);
    SignalTaken taken = seen.notes(SignalTaken.class).getFirst();
    SignalSent sent = seen.notes(SignalSent.class).getFirst();
    assertThat(taken.signo()).isEqualTo(Signals.SIGUSR1);
    assertThat(sent.by()).contains(taken.by());
    assertThat(sent.at().place()).isLessThan(taken.at().place());
  }

  @Test
  void aSenderThatIsNotWatchedHasNoName() throws Exception {
    Observation observation =
        Outcome.start(
            Command.of("sh", "-c", "trap 'exit 5' USR1; echo on; while :; do sleep 0.01; done"),
            folder.resolve("out"),
            new Trace(seen));
    awaitOutput("out", "on\n");
    Signal.kill(observation.pid(), Signals.SIGUSR1);
    assertThat(observation.waitFor()).contains(5);
    assertThat(seen.notes(SignalSent.class))
        .anySatisfy(sent -> {
          assertThat(sent.by()).isEmpty();
          assertThat(sent.task()).isEqualTo(observation.pid());
        });
  }

  @Test
  void aStoppedClientStaysStoppedUntilItIsContinued() throws Exception {
    Observation observation =
        Outcome.start(
            Command.of("sh", "-c", "echo on; kill -STOP $$; echo off; exit 4"),
            folder.resolve("out"),
            new Trace(seen));
    awaitOutput("out", "on\n");
    Await.until(() -> state(observation.pid()).startsWith("t"));
    Thread.sleep(50);
    assertThat(Files.readString(folder.resolve("out"))).isEqualTo("on\n");
    Signal.kill(observation.pid(), Signals.SIGCONT);
    assertThat(observation.waitFor()).contains(4);
    assertThat(Files.readString(folder.resolve("out"))).isEqualTo("on\noff\n");
  }

  @Test
  void afterDetachingTheClientLivesOnUntraced() throws Exception {
    Command here =
        Command.of("sh", "-c", "echo on; while [ ! -e go ]; do sleep 0.01; done; echo off");
    Observation observation =
        Outcome.start(
            new Command(here.argv(), here.environment(), folder, here.standard()),
            folder.resolve("out"),
            new Trace(seen));
    awaitOutput("out", "on\n");
    observation.detach();
    assertThat(observation.waitFor()).isEmpty();
    assertThat(ProcFiles.tracer(observation.pid())).isZero();
    Files.createFile(folder.resolve("go"));
    awaitOutput("out", "on\noff\n");
  }

  @Test
  void aListenerThatFailsLetsTheClientGo() throws Exception {
    Trace failing =
        new Trace(
            new Seen() {
              @Override
              public void noted(Note note) {
                throw new UnsupportedOperationException("full");
              }
            });
    Observation observation = Observation.of(Command.of("sleep", "20"), failing);
    assertThatThrownBy(observation::waitFor)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("full");
    assertThat(ProcFiles.tracer(observation.pid())).isZero();
    assertThat(ProcessHandle.of(observation.pid()).orElseThrow().isAlive()).isTrue();
    Signal.kill(observation.pid(), Signals.SIGKILL);
  }

  @Test
  void whatCannotBeStartedIsASentence() {
    assertThatThrownBy(() -> Observation.of(Command.of("no-such-program"), new Trace(seen)))
        .isInstanceOf(CannotObserve.class)
        .hasMessage("There is no program no-such-program: check its name and PATH.");
    assertThatThrownBy(() -> Observation.of(Command.of("/etc/passwd"), new Trace(seen)))
        .isInstanceOf(CannotObserve.class)
        .hasMessage("/etc/passwd may not be executed: check its permissions.");
  }

  private Outcome shell(String script) throws Exception {
    return run(Command.of("sh", "-c", script));
  }

  private Outcome run(Command command) throws Exception {
    return Outcome.of(command, folder, seen);
  }

  private void awaitOutput(String file, String text) throws InterruptedException {
    Await.until(() -> Files.readString(folder.resolve(file)).equals(text));
  }

  private static String state(int pid) throws Exception {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2);
  }
}
