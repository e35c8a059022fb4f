package io.github.kvmtck.x86;

import static io.github.kvmtck.x86.CompiledMachines.compiling;
import static io.github.kvmtck.x86.CompiledMachines.handling;
import static io.github.kvmtck.x86.CompiledMachines.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.isa.Condition;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiled code puts flags off: what asks for them, and how, must not matter. Every condition and
 * RFLAGS itself, after every operation that is known, of values at the edges of each width.
 */
class CompiledFlagsTest {
  private static final long PAIRS = 0x20000;
  private static final long ANSWERS = 0x40000;
  private static final long[] EDGES =
      LongStream.of(0, 1, 2, 3, -1, -2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 1L << 31)
          .flatMap(edge -> LongStream.of(edge, Long.MIN_VALUE - edge))
          .toArray();

  private static final String OPERATIONS =
      """
      add A, C
      sub A, C
      cmp A, C
      and A, C
      or A, C
      xor A, C
      test A, C
      inc A
      dec A
      neg A
      not A
      adc A, C
      sbb A, C
      cmp A, -1
      cmp A, 0
      shl A, 1
      shl A, 7
      shl A, 0
      shl A, cl
      shr A, 1
      shr A, 9
      sar A, 1
      sar A, 31
      shr A, cl
      rol A, 3
      rcl A, 1
      imul W, X
      imul W, X, 77
      add A, C / inc A
      sub A, C / dec A
      inc A / inc C
      and A, C / dec A
      shl A, 3 / inc A
      imul W, X / dec A
      dec A / adc A, C
      add A, C / rcr A, 1
      sub A, C / mov A, C
      cmp A, C / movzx ebp, al
      cmp A, C / lea rbp, [rax+rcx]
      """;

  static Stream<String> operations() {
    return OPERATIONS.lines();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyConditionAfter(String operation) {
    run(operation, 32);
  }

  @ParameterizedTest
  @MethodSource("operations")
  @Tag("proof")
  void inEveryWidth(String operation) {
    for (int bits = 8; bits <= 64; bits *= 2) {
      if (bits > 8 || !operation.contains("W")) {
        run(operation, bits);
      }
    }
  }

  private static void run(String operation, int bits) {
    String a = register("a", bits);
    String c = register("c", bits);
    String one = operation.replace("A", a).replace("C", c).replace("W", a).replace("X", c);
    one = one.replace(" / ", "\n");
    StringBuilder source =
        new StringBuilder("mov rsi, %d%nmov rbx, %d%nagain:%n".formatted(PAIRS, ANSWERS));
    source.append("mov rax, [rsi]\nmov rcx, [rsi+8]\nbt rsi, 4\n");
    source.append(one);
    for (Condition condition : Condition.values()) {
      source.append("\nset%s [rbx+%d]".formatted(condition.name(), condition.code));
    }
    for (Condition condition : new Condition[] {Condition.L, Condition.A, Condition.S}) {
      source.append("\nmov rdx, 1\ncmov%s edx, ecx\nadd rdi, rdx".formatted(condition));
      source.append("\n" + one);
      source.append(
          "\njn%s over%d\nlea rdi, [rdi*8+1]\nover%d:"
              .formatted(condition, condition.code, condition.code));
    }
    source.append("\npushfq\npop qword ptr [rbx+16]\nmov [rbx+24], rax\nadd rsi, 16\nadd rbx, 32");
    source.append(
        "\ncmp rsi, %d\njne again\nhlt".formatted(PAIRS + 16L * EDGES.length * EDGES.length));
    try (Machine handled = handling(64, source.toString());
        Machine compiled = compiling(64, source.toString())) {
      Random random = new Random(1);
      for (int i = 0; i < EDGES.length * EDGES.length; i++) {
        long first = random.nextInt(4) == 0 ? random.nextLong() : EDGES[i % EDGES.length];
        for (Machine m : new Machine[] {handled, compiled}) {
          m.put64(PAIRS + 16L * i, first);
          m.put64(PAIRS + 16L * i + 8, EDGES[i / EDGES.length]);
        }
      }
      Stop expected = handled.run(1_000_000);
      assertThat(expected).isEqualTo(Stop.HALTED);
      same(source.toString(), handled, compiled, expected, compiled.run(1_000_000));
    }
  }

  private static String register(String name, int bits) {
    return switch (bits) {
      case 8 -> name + "l";
      case 16 -> name + "x";
      case 32 -> "e" + name + "x";
      default -> "r" + name + "x";
    };
  }
}
