package io.github.kvmtck.reports.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** One YAML file whose top level is a mapping, and the mistakes found in it so far. */
public final class YamlFile {

  private final Path path;
  private final List<Problem> problems = new ArrayList<>();

  private YamlFile(Path path) {
    this.path = path;
  }

  /**
   * Reads a file.
   *
   * @param body takes what it knows from the top-level mapping; {@link Fields#end} is called for it
   */
  public static <T> Reading<T> read(Path path, Function<Fields, T> body) {
    YamlFile file = new YamlFile(path);
    Optional<MappingNode> top = file.top();
    if (top.isEmpty()) {
      return new Reading.Bad<>(file.problems);
    }
    Fields fields = new Fields(file, "the file", top.get());
    T value = body.apply(fields);
    fields.end();
    return Reading.of(value, file.problems);
  }

  void problem(int line, String sentence) {
    problems.add(new Problem(path, line, sentence));
  }

  static int line(Node node) {
    return node.getStartMark().map(YamlFile::line).orElse(1);
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  private Optional<MappingNode> top() {
    try {
      String text = Files.readString(path);
      var settings = LoadSettings.builder().setLabel(path.toString()).build();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.orElse(null) instanceof MappingNode mapping) {
        return Optional.of(mapping);
      }
      problem(1, "the file is not a mapping of keys");
    } catch (MarkedYamlEngineException e) {
      problem(
          e.getProblemMark().map(YamlFile::line).orElse(1), "this is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      problem(1, "this is no YAML: " + e.getMessage());
    } catch (NoSuchFileException e) {
      problem(1, "there is no such file");
    } catch (IOException e) {
      problem(1, "the file cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }
}
