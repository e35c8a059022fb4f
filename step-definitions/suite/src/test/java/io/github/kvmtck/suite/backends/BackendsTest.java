package io.github.kvmtck.suite.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.suite.UsageException;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsTest {
  @TempDir private Path folder;

  @Test
  void anUnknownBackendIsRefusedInOneSentence() {
    assertThatThrownBy(() -> Backends.installed().named("fak"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("There is no backend fak; did you mean fake? Known: ");
  }

  @Test
  void aProfileThatABackendDoesNotHaveIsRefused() {
    KernelProvider fake = Backends.installed().named("fake");
    assertThatThrownBy(() -> Opened.open(fake, new KernelOptions("odd", List.of())))
        .isInstanceOf(UsageException.class)
        .hasMessage("The fake kernel has no profile odd");
  }

  @Test
  void aPluginHasAClassLoaderOfItsOwn() throws IOException {
    Path jar = jar(true);
    try (var loader = (URLClassLoader) Plugin.open(jar).loader()) {
      KernelProvider plugged = Backends.installed().with(new Plugin(jar, loader)).named("plugged");
      assertThat(plugged.getClass().getClassLoader()).isSameAs(loader);
    }
  }

  @Test
  void aPluginWithoutABackendIsRefused() throws IOException {
    Plugin empty = Plugin.open(jar(false));
    assertThatThrownBy(() -> Backends.installed().with(empty))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("There is no backend in the plug-in ");
  }

  @Test
  void aPluginThatIsNoJarIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    assertThatThrownBy(() -> Plugin.open(text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("The plug-in " + text + " is no jar: ");
    assertThatThrownBy(() -> Plugin.open(folder.resolve("none.jar")))
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith("is not a file that can be read.");
  }

  /** A jar whose provider is written here, so that its class is on no other class path. */
  private Path jar(boolean service) throws IOException {
    Path jar = folder.resolve("plug in.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("plugged/Provider.class"));
      out.write(PluggedProvider.classFile("plugged.Provider"));
      if (service) {
        out.putNextEntry(new JarEntry("META-INF/services/" + KernelProvider.class.getName()));
        out.write("plugged.Provider".getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }
}
