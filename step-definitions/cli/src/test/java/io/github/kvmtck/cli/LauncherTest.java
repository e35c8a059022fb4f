package io.github.kvmtck.cli;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher's script, in a project whose path has spaces, with a JDK that only writes down how
 * it was called.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "..", "kvm-tck").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private Path project = Path.of("");
  private Path jdk = Path.of("");
  private Path target = Path.of("");

  @BeforeEach
  void aProjectThatIsBuilt() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    for (String part :
        List.of(".mvn", "backends", "features", "reference-vmm", "reports", "step-definitions")) {
      Files.createDirectories(project.resolve(part));
    }
    Files.writeString(project.resolve("pom.xml"), "");
    Files.copy(LAUNCHER, project.resolve("kvm-tck"));
    target = Files.createDirectories(project.resolve("step-definitions/cli/target"));
    Files.writeString(target.resolve("kvm-tck.jar"), "");
    jdk = jdk("a jdk", "25.0.3", "exit 0");
  }

  @Test
  void theJvmGetsTheArgumentsAsTheyAre() throws IOException, InterruptedException {
    assertThat(launch("run", "--tags", "@a and not @b", "--out", "a folder").code()).isZero();
    assertThat(calls())
        .singleElement()
        .asString()
        .contains("<-jar>", "<--tags><@a and not @b><--out><a folder>")
        .contains("<-Dkvm-tck.home=" + project + ">");
  }

  @Test
  void theExitCodeIsHandedOn() throws IOException, InterruptedException {
    jdk = jdk("failing", "25", "exit 4");
    assertThat(launch("run").code()).isEqualTo(4);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void afterAnAbnormalEndARunGoesOn() throws IOException, InterruptedException {
    jdk = jdk("crashing", "25", crashesUntilCall(3));
    Output output = launch("run", "--rule", "COMP");
    assertThat(output.code()).isEqualTo(1);
    assertThat(output.err()).contains("the JVM ended with status 134 (signal 6)");
    assertThat(calls()).hasSize(3);
    assertThat(calls().getFirst()).doesNotContain("--resum");
    assertThat(calls().get(1))
        .contains("<--rule><COMP>")
        .contains("<--resume-after=the JVM ended with status 134 (signal 6)><--resumption=1>");
    assertThat(calls().get(2)).contains("<--resumption=2>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reach STARTED", "reach REPORTING", ": >\"$stage\""})
  void aJvmThatIsLostAgainAndAgainOutsideOfScenariosIsGivenUp(String stage)
      throws IOException, InterruptedException {
    jdk = jdk("crashing", "25", stage + "; " + crashesUntilCall(9));
    Output output = launch("run");
    assertThat(output.code()).isEqualTo(5);
    assertThat(output.err()).contains("3 times while no scenario was run; giving up");
    assertThat(calls()).hasSize(3);
  }

  @Test
  void aJvmThatIsLostInScenariosIsNotGivenUp() throws IOException, InterruptedException {
    jdk = jdk("crashing", "25", crashesUntilCall(9));
    assertThat(launch("run").code()).isEqualTo(1);
    assertThat(calls()).hasSize(9);
  }

  @Test
  void aJvmThatDoesNotStartJudgesNothing() throws IOException, InterruptedException {
    jdk = jdk("stillborn", "25", ": >\"$stage\"; exit 1");
    Output output = launch("run");
    assertThat(output.code()).isEqualTo(5);
    assertThat(output.err()).contains("the JVM did not start, so that nothing was judged");
  }

  @Test
  void aCacheServesOnlyTheJarThatItWasMadeFrom() throws IOException, InterruptedException {
    assertThat(launch("rules").err()).contains("preparing the JVM");
    assertThat(launch("rules").err()).isEmpty();
    // As another build leaves it: changed, and newer than every source.
    Files.writeString(target.resolve("kvm-tck.jar"), "changed");
    assertThat(launch("rules").err()).contains("preparing the JVM");
    List<String> caches = calls().stream().map(LauncherTest::cache).toList();
    assertThat(caches.get(1)).isEqualTo(caches.getFirst()).startsWith(target + "/kvm-tck-25.0.3-");
    assertThat(caches.get(2)).isNotEqualTo(caches.getFirst());
    assertThat(target)
        .isDirectoryNotContaining("glob:**" + Path.of(caches.getFirst()).getFileName());
  }

  @Test
  void aCacheServesOnlyTheJdkThatMadeIt() throws IOException, InterruptedException {
    launch("rules");
    jdk = jdk("another jdk", "26-ea", "exit 0");
    launch("rules");
    assertThat(calls()).extracting(LauncherTest::cache).doesNotHaveDuplicates();
  }

  @Test
  void onlyARunGoesOn() throws IOException, InterruptedException {
    jdk = jdk("crashing", "25", crashesUntilCall(3));
    assertThat(launch("mutants").code()).isEqualTo(134);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws IOException, InterruptedException {
    jdk = jdk("old", "24.0.2", "exit 7");
    assertThat(launch("--version", jdk("on the path", "25", "exit 0")).code()).isZero();
    assertThat(calls()).singleElement().asString().startsWith("on the path ");
  }

  private record Output(int code, String err) {}

  private static String crashesUntilCall(int last) {
    return "[ $(wc -l <\"$calls\") -lt " + last + " ] && kill -ABRT $$; exit 1";
  }

  private static String cache(String call) {
    return call.replaceAll(".*<-XX:AOTCache=([^>]*)>.*", "$1");
  }

  private Output launch(String... arguments) throws IOException, InterruptedException {
    return start(List.of(arguments), "/usr/bin:/bin");
  }

  private Output launch(String argument, Path onPath) throws IOException, InterruptedException {
    return start(List.of(argument), onPath.resolve("bin") + ":/usr/bin:/bin");
  }

  private Output start(List<String> arguments, String path)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", project.resolve("kvm-tck").toString()));
    command.addAll(arguments);
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("PATH", path);
    int code = builder.start().waitFor();
    return new Output(code, Files.readString(err));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  private Path jdk(String name, String version, String then) throws IOException {
    Path home = folder.resolve(name);
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    String java =
        """
        #!/bin/sh
        calls='%s'
        for argument; do
          case $argument in
          -XX:AOTCacheOutput=*) echo made >"${argument#*=}"; exit 0 ;;
          esac
        done
        { printf '%s '; printf '<%%s>' "$@"; echo; } >>"$calls"
        for argument; do
          case $argument in -Dkvm-tck.stage=*) stage=${argument#*=} ;; esac
        done
        reach() { echo "$1" >"$stage"; }
        reach RUNNING
        %s
        """
            .formatted(folder.resolve("calls"), name, then);
    for (String tool : List.of("java", "javac")) {
      Path file = Files.write(bin.resolve(tool), java.getBytes(StandardCharsets.UTF_8));
      Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }
    return home;
  }
}
