package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Flavour;
import io.github.kvmtck.steps.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Code that cannot be fetched, and what KVM_EXIT_INTERNAL_ERROR tells of it. */
public final class FetchSteps {
  private static final byte NOP = (byte) 0x90;
  private static final int INSN_BYTES = 15;

  /** By kernel version, without and with the bytes of the instruction (rule FETCH-04). */
  private static final List<Long> NDATA = List.of(0L, 3L, 6L, 8L);

  private final World world;
  private final Flavour flavour;
  private final Expectation expect;

  public FetchSteps(World world, Flavour flavour, Expectation expect) {
    this.world = world;
    this.flavour = flavour;
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

  private static String told(long flags, long size, byte[] bytes) {
    return "flags is " + flags + ", insn_size is " + size + ", insn_bytes are " + Data.of(bytes);
  }

  @Then("ndata is one of those that kernels have had, which is recorded")
  public void ndata() {
    long seen = run().get("internal.ndata");
    expect.that(
        NDATA.contains(seen), "internal.ndata is one of " + NDATA, "internal.ndata is " + seen);
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

  private MappedRun run() {
    return world.machine().vcpu().kvmRun();
  }
}
