package io.github.kvmtck.oracle;

import java.util.regex.Pattern;

/**
 * The JVM that executes the cases: {@code Main WIDTH CASES SEED [PLANTED [FORMS]]}. It tells how
 * far it has come, so that a crash can be repeated, then what differed, and exits with 1 where
 * anything did.
 */
public final class Main {
  private Main() {}

  /**
   * Compares.
   *
   * @param args what code, a {@link Width}; how many cases, the seed that they come from, and how
   *     many of them start differently on the model, to see that this is noticed; a regular
   *     expression for the lines of the instruction table that are compared
   */
  public static void main(String[] args) {
    Width width = Width.valueOf(args[0]);
    long wanted = Long.parseLong(args[1]);
    long seed = Long.parseLong(args[2]);
    int planted = args.length > 3 ? Integer.parseInt(args[3]) : 0;
    Pattern only = Pattern.compile(args.length > 4 ? args[4] : "");
    Differential differential = new Differential(width, seed, planted, only);
    while (differential.cases() < wanted) {
      System.out.printf("from case %d of seed %d%n", differential.cases(), seed);
      differential.batch((int) Math.min(width.batch(), wanted - differential.cases()));
    }
    differential.told().forEach(System.out::println);
    System.out.printf(
        "%d cases, %d faults, %d differ%n",
        differential.cases(), differential.faults(), differential.differences());
    differential.differing().forEach((form, times) -> System.out.println(times + " of " + form));
    System.exit(differential.differences() == 0 ? 0 : 1);
  }
}
