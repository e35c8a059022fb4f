package io.github.kvmtck.cli.run;

import java.nio.file.Path;

/** Where things are when nobody says otherwise. */
public final class Home {
  private Home() {}

  /** The project, where the launcher knows it; the working directory for a jar on its own. */
  static Path project() {
    return Path.of(System.getProperty("kvm-tck.home", ""));
  }

  /** The folder that has one folder for each backend which has run. */
  public static Path runs() {
    return runs(project());
  }

  static Path runs(Path project) {
    return project.resolve("target").resolve("kvm-tck");
  }
}
