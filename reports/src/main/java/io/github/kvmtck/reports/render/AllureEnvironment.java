package io.github.kvmtck.reports.render;

import io.qameta.allure.Reader;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.ResultsVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Gives Allure's page the environment of a run. The generator reads that file in the plug-in for
 * its first format only, which is not configured here.
 */
final class AllureEnvironment implements Reader {

  static final String FILE = "environment.properties";

  @Override
  public void readResults(Configuration configuration, ResultsVisitor visitor, Path folder) {
    Properties properties = new Properties();
    try (InputStream file = Files.newInputStream(folder.resolve(FILE))) {
      properties.load(file);
    } catch (IOException e) {
      visitor.error("the environment of the run cannot be read", e);
      return;
    }
    Map<String, String> environment = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> environment.put(n, properties.getProperty(n)));
    visitor.visitExtra("environment", environment);
  }
}
