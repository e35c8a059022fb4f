package io.github.kvmtck.steps.glue;

import static io.github.kvmtck.api.uapi.RunBits.KVM_INTERNAL_ERROR_EMULATION_FLAG_INSTRUCTION_BYTES;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Mmio;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Flavour;
import io.github.kvmtck.steps.world.KvmRun;
import io.github.kvmtck.steps.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Code that cannot be fetched, and what KVM_EXIT_INTERNAL_ERROR tells of it. */
public final class FetchSteps {
  private static final byte NOP = (byte) 0x90;
  private static final int INSN_BYTES = 15;

  /** What ndata is by kernel version: 5.16 added five words of the vendor's (rule FETCH-04). */
  private static final List<Long> NDATA = List.of(0L, 6L);

  /** The same with the two words that hold the bytes of the instruction, and that of the flags. */
  private static final List<Long> NDATA_WITH_BYTES = List.of(3L, 8L);

  /** The guests of these steps have fewer exits. */
  private static final int MOST_EXITS = 64;

  private static final int FILLED_BYTES = 24;

  private final World world;
  private final Flavour flavour;
  private final KvmRun kvmRun;
  private final Expectation expect;
  private final List<Mmio> accesses = new ArrayList<>();

  public FetchSteps(World world, Flavour flavour, KvmRun kvmRun, Expectation expect) {
    this.world = world;
    this.flavour = flavour;
    this.kvmRun = kvmRun;
    this.expect = expect;
  }

  @Given("a host that runs 64-bit code on the processor")
  public void nativeHost() {
    flavour.require(false);
  }

  @Given("a host that emulates 64-bit code")
  public void emulatingHost() {
    flavour.require(true);
  }

  @Then("the exit tells the instruction bytes {data}")
  public void instructionBytes(Data bytes) {
    StructValue exit = run().copy();
    byte[] padded = new byte[INSN_BYTES];
    Arrays.fill(padded, NOP);
    System.arraycopy(bytes.bytes(), 0, padded, 0, bytes.length());
    expect.same(
        told(1, bytes.length(), padded),
        told(
            exit.get("emulation_failure.flags"),
            exit.get("emulation_failure.insn_size"),
            exit.bytes("emulation_failure.insn_bytes")));
  }

  @Then("the exit tells up to {int} instruction bytes, which begin with {data}")
  public void beginning(int most, Data first) {
    StructValue exit = run().copy();
    byte[] told = exit.bytes("emulation_failure.insn_bytes");
    long size = exit.get("emulation_failure.insn_size");
    expect.that(
        size >= first.length() && size <= most,
        "insn_size is " + first.length() + " to " + most,
        "insn_size is " + size);
    expect.same(
        "flags is 1, insn_bytes begin with " + first,
        "flags is "
            + exit.get("emulation_failure.flags")
            + ", insn_bytes begin with "
            + Data.of(Arrays.copyOf(told, first.length())));
  }

  private static String told(long flags, long size, byte[] bytes) {
    return "flags is " + flags + ", insn_size is " + size + ", insn_bytes are " + Data.of(bytes);
  }

  @Then("ndata is one of those that kernels have had with these flags, which is recorded")
  public void ndata() {
    StructValue exit = run().copy();
    long flags = exit.get("emulation_failure.flags");
    long seen = exit.get("internal.ndata");
    boolean bytes = (flags & KVM_INTERNAL_ERROR_EMULATION_FLAG_INSTRUCTION_BYTES) != 0;
    List<Long> known = bytes ? NDATA_WITH_BYTES : NDATA;
    String with = "where flags is " + flags + ", internal.ndata is ";
    expect.that(known.contains(seen), with + "one of " + known, with + seen);
    world.observe("internal.ndata", Long.toString(seen));
  }

  @Then("what the host adds to the exit is recorded")
  public void recordExitInformation() {
    StructValue exit = run().copy();
    List<String> words =
        IntStream.range(0, (int) exit.get("internal.ndata"))
            .mapToObj(i -> Numbers.show(exit.get("internal.data[" + i + "]")))
            .toList();
    world.observe("internal.data", words.toString());
  }

  @When("userspace fills the exit with {data}")
  public void fill(Data data) {
    byte[] bytes = new byte[FILLED_BYTES];
    Arrays.fill(bytes, data.bytes()[0]);
    world.process().memory().bytes(run().address() + Run.RUN.offset("mmio.phys_addr"), bytes);
  }

  @When("KVM_RUN is called until {exit}, and every read is answered with zeroes")
  public void runUntil(Exit last) {
    for (int i = 0; i < MOST_EXITS; i++) {
      Result result = kvmRun.call();
      expect.same("KVM_RUN → 0", "KVM_RUN → " + result);
      Exit seen = Exit.in(run());
      if (last.matches(seen)) {
        return;
      }
      expect.same(ExitReason.KVM_EXIT_MMIO.name(), run().exitReasonName());
      accesses.add(run().mmio());
      if (!run().mmio().isWrite()) {
        run().mmioData(new byte[Exit.MMIO_DATA_BYTES]);
      }
    }
    throw new AssertionError("the guest still had exits after " + MOST_EXITS);
  }

  @Then("every exit before it was for 1 to {int} bytes of MMIO")
  public void lengths(int most) {
    List<Integer> lengths = accesses.stream().map(Mmio::len).toList();
    expect.that(
        !lengths.isEmpty() && lengths.stream().allMatch(len -> len >= 1 && len <= most),
        "mmio.len is 1 to " + most,
        "mmio.len is " + lengths);
  }

  private MappedRun run() {
    return world.machine().vcpu().kvmRun();
  }
}
