package io.github.kvmtck.reports.catalogue;

import io.github.kvmtck.reports.yaml.Problem;
import io.github.kvmtck.reports.yaml.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All rules that the suite knows.
 *
 * @param families sorted by id
 */
public record Catalogue(List<Family> families) {

  public Catalogue {
    families = families.stream().sorted(Comparator.comparing(Family::id)).toList();
  }

  /**
   * Reads every {@code *.yaml} of a folder. A rule id is unique over all of them, because it begins
   * with its family, a family is named by its file, and each file is checked for itself.
   */
  public static Reading<Catalogue> read(Path folder) {
    List<Family> families = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        switch (FamilyReader.read(file)) {
          case Reading.Good<Family>(var family) -> families.add(family);
          case Reading.Bad<Family>(var bad) -> problems.addAll(bad);
        }
      }
    } catch (IOException e) {
      problems.add(new Problem(folder, 1, "the folder of rules cannot be read: " + e.getMessage()));
    }
    if (families.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem(folder, 1, "the folder has no rules: it holds no .yaml file"));
    }
    return Reading.of(new Catalogue(families), problems);
  }

  /** Every rule, sorted by family and id. */
  public Stream<Rule> rules() {
    return families.stream().flatMap(family -> family.rules().stream());
  }

  public Optional<Rule> rule(String id) {
    return rules().filter(rule -> rule.id().equals(id)).findFirst();
  }

  public Optional<Family> family(String id) {
    return families.stream().filter(family -> family.id().equals(id)).findFirst();
  }
}
