package io.github.kvmtck.reports.render;

import io.qameta.allure.Extension;
import io.qameta.allure.ReportGenerator;
import io.qameta.allure.allure2.Allure2Plugin;
import io.qameta.allure.category.CategoriesPlugin;
import io.qameta.allure.category.CategoriesTrendPlugin;
import io.qameta.allure.context.FreemarkerContext;
import io.qameta.allure.context.JacksonContext;
import io.qameta.allure.context.RandomUidContext;
import io.qameta.allure.core.AttachmentsPlugin;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.Plugin;
import io.qameta.allure.core.TestsResultsPlugin;
import io.qameta.allure.duration.DurationPlugin;
import io.qameta.allure.duration.DurationTrendPlugin;
import io.qameta.allure.environment.Allure1EnvironmentPlugin;
import io.qameta.allure.executor.ExecutorPlugin;
import io.qameta.allure.history.HistoryPlugin;
import io.qameta.allure.history.HistoryTrendPlugin;
import io.qameta.allure.launch.LaunchPlugin;
import io.qameta.allure.owner.OwnerPlugin;
import io.qameta.allure.retry.RetryPlugin;
import io.qameta.allure.retry.RetryTrendPlugin;
import io.qameta.allure.severity.SeverityPlugin;
import io.qameta.allure.status.StatusChartPlugin;
import io.qameta.allure.suites.SuitesPlugin;
import io.qameta.allure.summary.SummaryPlugin;
import io.qameta.allure.tags.TagsPlugin;
import io.qameta.allure.timeline.TimelinePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code report.html}: Allure's report in one page that opens from the disk.
 *
 * <p>Neither the page nor its making uses a network. Allure's generator would report each use to an
 * analytics service, and so would the page; the plug-in that does the one is not configured here,
 * and the element that does the other is taken out.
 */
public final class AllureHtml {

  public static final String FILE = "report.html";

  private static final String ANALYTICS = "googletagmanager";

  private AllureHtml() {}

  /**
   * Makes one page from the results of one or several runs.
   *
   * @param results folders that {@link AllureResults} wrote
   * @param folder where the page goes
   */
  public static Path generate(List<Path> results, Path folder) throws IOException {
    Path work = Files.createTempDirectory(folder, ".allure");
    Path page = work.resolve("index.html");
    try {
      new ReportGenerator(new OfOurs(extensions())).generateSingleFile(work, results);
      Files.writeString(page, withoutAnalytics(Files.readString(page)));
      return Files.move(page, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(page);
      Files.delete(work);
    }
  }

  private static String withoutAnalytics(String page) {
    return page.lines()
        .filter(line -> !(line.contains("<script async") && line.contains(ANALYTICS)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Allure's own builder is not used: its class creates every extension it knows when it loads. */
  private record OfOurs(List<Extension> extensions) implements Configuration {

    @Override
    public List<Extension> getExtensions() {
      return extensions;
    }

    @Override
    public List<Plugin> getPlugins() {
      return List.of();
    }

    /** The page wants it, and only for the analytics that are taken out. */
    @Override
    public String getUuid() {
      return "";
    }

    /** As {@link #getUuid}. */
    @Override
    public String getVersion() {
      return "";
    }

    @Override
    public String getReportName() {
      return "KVM TCK";
    }
  }

  /** What makes the page; Allure's default set adds other formats, mail, exports and analytics. */
  private static List<Extension> extensions() {
    return Stream.of(
            new JacksonContext(),
            new FreemarkerContext(),
            new RandomUidContext(),
            new Allure2Plugin(),
            new AllureEnvironment(),
            new Allure1EnvironmentPlugin(),
            new RetryPlugin(),
            new RetryTrendPlugin(),
            new TagsPlugin(),
            new SeverityPlugin(),
            new OwnerPlugin(),
            new HistoryPlugin(),
            new HistoryTrendPlugin(),
            new CategoriesPlugin(),
            new CategoriesTrendPlugin(),
            new DurationPlugin(),
            new DurationTrendPlugin(),
            new StatusChartPlugin(),
            new TimelinePlugin(),
            new SuitesPlugin(),
            new TestsResultsPlugin(),
            new AttachmentsPlugin(),
            new SummaryPlugin(),
            new ExecutorPlugin(),
            new LaunchPlugin())
        .map(Extension.class::cast)
        .toList();
  }
}
