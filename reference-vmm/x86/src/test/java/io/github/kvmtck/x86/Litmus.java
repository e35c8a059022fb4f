package io.github.kvmtck.x86;

import java.util.List;
import java.util.function.Predicate;

/**
 * A litmus test: programs that run side by side on memory that was zero, and what may come of it.
 * {@code x} and {@code y} are quadwords, in different pages or one behind the other; results are
 * left in R8 and R9.
 *
 * @param distance from x to y
 * @param threads one program for each processor
 * @param forbidden what x86 forbids
 * @param weak what x86 allows and an order of all accesses does not explain
 */
record Litmus(
    String name,
    int distance,
    List<String> threads,
    Predicate<Outcome> forbidden,
    Predicate<Outcome> weak) {

  /** In another page. */
  static final int FAR = 0x40000;

  /** Results of each thread, and what memory held at last. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares outcomes
  record Outcome(long[] r8, long[] r9, long x, long y) {
    boolean results(long... expected) {
      for (int i = 0; i < expected.length; i++) {
        if (expected[i] != r8[i]) {
          return false;
        }
      }
      return true;
    }

    boolean pair(int thread, long first, long second) {
      return r8[thread] == first && r9[thread] == second;
    }
  }

  private static Litmus test(String name, Predicate<Outcome> forbidden, String... threads) {
    return new Litmus(name, FAR, List.of(threads), forbidden, o -> false);
  }

  private static Litmus near(
      String name, int distance, Predicate<Outcome> forbidden, String... threads) {
    return new Litmus(name, distance, List.of(threads), forbidden, o -> false);
  }

  private static Litmus weak(String name, Predicate<Outcome> weak, String... threads) {
    return new Litmus(name, FAR, List.of(threads), o -> false, weak);
  }

  /** Store buffering with something between the store and the load that forbids it. */
  private static Litmus fenced(String name, String store, String fence) {
    return test(
        "SB+" + name,
        o -> o.results(0, 0),
        store.replace("V", "x") + fence + " / mov r8d, [y]",
        store.replace("V", "y") + fence + " / mov r8d, [x]");
  }

  /** SDM vol. 3, 10.2.3, and the tests of "x86-TSO" (Sewell and others, CACM 53, 2010). */
  static List<Litmus> order() {
    String one = "mov dword ptr [V], 1";
    return List.of(
        weak(
            "SB",
            o -> o.results(0, 0),
            "mov dword ptr [x], 1 / mov r8d, [y]",
            "mov dword ptr [y], 1 / mov r8d, [x]"),
        fenced("mfence", one, " / mfence"),
        fenced("xchg", "mov eax, 1 / xchg [V], eax", ""),
        fenced("lock", one, " / lock add dword ptr [rsp], 0"),
        fenced("split lock", one, " / lock add dword ptr [rsp+61], 0"),
        fenced("cpuid", one, " / cpuid"),
        test(
            "MP",
            o -> o.pair(1, 1, 0),
            "mov dword ptr [x], 1 / mov dword ptr [y], 1",
            "mov r8d, [y] / mov r9d, [x]"),
        near(
            "MP in one line",
            8,
            o -> o.pair(1, 1, 0),
            "mov dword ptr [x], 1 / mov dword ptr [y], 1",
            "mov r8d, [y] / mov r9d, [x]"),
        near(
            "MP across a line",
            62,
            o -> o.pair(1, 1, 0),
            "mov dword ptr [x], 1 / mov byte ptr [y], 1",
            "movzx r8d, byte ptr [y] / mov r9d, [x]"),
        near(
            "MP misaligned",
            5,
            o -> o.pair(1, 1, 0),
            "mov word ptr [x+1], 1 / mov word ptr [y], 1",
            "movzx r8d, word ptr [y] / movzx r9d, word ptr [x+1]"),
        test(
            "MP by strings and stack",
            o -> o.pair(1, 1, 0),
            "lea rdi, [x] / mov eax, 1 / stosd / mov rdx, rsp / lea rsp, [y+8] / push 1"
                + " / mov rsp, rdx",
            "mov rdx, rsp / lea rsp, [y] / pop r8 / mov rsp, rdx / lea rsi, [x] / lodsd"
                + " / mov r9d, eax"),
        test(
            "LB",
            o -> o.results(1, 1),
            "mov r8d, [x] / mov dword ptr [y], 1",
            "mov r8d, [y] / mov dword ptr [x], 1"),
        test(
            "S",
            o -> o.r8()[1] == 1 && o.x() == 2,
            "mov dword ptr [x], 2 / mov dword ptr [y], 1",
            "mov r8d, [y] / mov dword ptr [x], 1"),
        weak(
            "R",
            o -> o.r8()[1] == 0 && o.y() == 2,
            "mov dword ptr [x], 1 / mov dword ptr [y], 1",
            "mov dword ptr [y], 2 / mov r8d, [x]"),
        test(
            "2+2W",
            o -> o.x() == 1 && o.y() == 1,
            "mov dword ptr [x], 1 / mov dword ptr [y], 2",
            "mov dword ptr [y], 1 / mov dword ptr [x], 2"),
        test("CoRR", o -> o.pair(1, 1, 0), "mov dword ptr [x], 1", "mov r8d, [x] / mov r9d, [x]"),
        test(
            "CoRW",
            o -> o.r8()[0] == 2 && o.x() == 2,
            "mov r8d, [x] / mov dword ptr [x], 1",
            "mov dword ptr [x], 2"),
        test(
            "n5",
            o -> o.results(2, 1),
            "mov dword ptr [x], 1 / mov r8d, [x]",
            "mov dword ptr [x], 2 / mov r8d, [x]"),
        weak(
            "n6",
            o -> o.pair(0, 1, 0) && o.x() == 1,
            "mov dword ptr [x], 1 / mov r8d, [x] / mov r9d, [y]",
            "mov dword ptr [y], 2 / mov dword ptr [x], 2"),
        weak(
            "SB with forwarding",
            o -> o.pair(0, 1, 0) && o.pair(1, 1, 0),
            "mov dword ptr [x], 1 / mov r8d, [x] / mov r9d, [y]",
            "mov dword ptr [y], 1 / mov r8d, [y] / mov r9d, [x]"),
        test(
            "WRC",
            o -> o.r8()[1] == 1 && o.pair(2, 1, 0),
            "mov dword ptr [x], 1",
            "mov r8d, [x] / mov dword ptr [y], 1",
            "mov r8d, [y] / mov r9d, [x]"),
        test(
            "IRIW",
            o -> o.pair(2, 1, 0) && o.pair(3, 1, 0),
            "mov dword ptr [x], 1",
            "mov dword ptr [y], 1",
            "mov r8d, [x] / mov r9d, [y]",
            "mov r8d, [y] / mov r9d, [x]"));
  }

  /** SDM vol. 3, 10.1.1; APM vol. 2, 7.3.2. */
  static List<Litmus> atomicity() {
    return List.of(
        whole("quadword", "mov qword ptr [x], -1", "mov r8, [x]", -1L),
        whole("doubleword", "mov dword ptr [x+4], -1", "mov r8d, [x+4]", 0xffffffffL),
        whole("word", "mov word ptr [x+2], -1", "movzx r8d, word ptr [x+2]", 0xffff),
        whole("odd doubleword", "mov dword ptr [x+1], -1", "mov r8d, [x+1]", 0xffffffffL),
        whole("odd word", "mov word ptr [x+3], -1", "movzx r8d, word ptr [x+3]", 0xffff),
        test(
            "bytes before their word",
            o -> o.r8()[1] == 0x100,
            "mov byte ptr [x], 1 / mov byte ptr [x+1], 1",
            "movzx r8d, word ptr [x]"),
        test(
            "a word before its bytes",
            o -> o.pair(1, 1, 0),
            "mov word ptr [x], 0x101",
            "movzx r8d, byte ptr [x+1] / movzx r9d, byte ptr [x]"),
        test(
            "neighbours",
            o -> o.x() != 0x0033_0022_2222_2211L,
            "mov byte ptr [x], 0x11",
            "mov dword ptr [x+1], 0x22222222",
            "mov word ptr [x+6], 0x33"),
        test(
            "locked neighbours",
            o -> o.x() != 0x33_2200_0011L,
            "lock or byte ptr [x], 0x11",
            "lock or word ptr [x+3], 0x3322"));
  }

  private static Litmus whole(String name, String store, String load, long all) {
    return test("whole " + name, o -> o.r8()[1] != 0 && o.r8()[1] != all, store, load);
  }

  @Override
  public String toString() {
    return name;
  }
}
