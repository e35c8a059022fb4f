package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.steps.words.Assignments;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.words.RegisterPhrase;
import io.github.kvmtck.steps.words.RegisterPhrase.Clause;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.KvmRun;
import io.github.kvmtck.steps.world.Machines;
import io.github.kvmtck.steps.world.Places;
import io.github.kvmtck.steps.world.Slots;
import io.github.kvmtck.steps.world.World;
import java.util.List;

/** Registers, guest memory and kvm_run as userspace finds them. */
public final class StateSteps {
  private static final int FLAGS_BITS = 0xFFFF;

  private final World world;
  private final KvmRun kvmRun;
  private final Machines machines;
  private final Places places;
  private final Slots slots;
  private final Expectation expect;

  public StateSteps(
      World world,
      Machines machines,
      KvmRun kvmRun,
      Places places,
      Slots slots,
      Expectation expect) {
    this.world = world;
    this.machines = machines;
    this.kvmRun = kvmRun;
    this.places = places;
    this.slots = slots;
    this.expect = expect;
  }

  @Then("{registers}")
  public void registers(RegisterPhrase phrase) {
    for (Clause clause : phrase.clauses()) {
      expect.that(places.holds(clause), places.expected(clause), places.observed(clause));
    }
  }

  @Then("{registers}, which is recorded")
  public void recordedRegisters(RegisterPhrase phrase) {
    registers(phrase);
    for (Clause clause : phrase.clauses()) {
      world.observe(clause.register(), places.chosen(clause));
    }
  }

  @Then("RIP is where this host leaves it at a write to port {number}")
  public void whereTheHostLeavesRip(Long port) {
    long distance = machines.ripAtPortWrite(port);
    long seen = world.machine().vcpu().getRegs().value().rip() - world.machine().code().origin();
    expect.same("RIP is " + distance + " past the OUT", "RIP is " + seen + " past the OUT");
  }

  @Then("the vCPU is unchanged")
  public void unchanged() {
    List<String> changes = world.changes();
    expect.that(
        changes.isEmpty(), "no register has changed", "changed: " + String.join(", ", changes));
  }

  @Then("guest memory at {number} contains {data}")
  public void memory(Long address, Data data) {
    Data seen = Data.of(slots.read(address, data.length()));
    String at = "guest memory at " + Numbers.show(address) + " contains ";
    expect.same(at + data, at + seen);
  }

  @Then("the MP state is {mpState}")
  public void mpState(MpState state) {
    String seen = MpState.name(world.machine().vcpu().getMpState().value());
    expect.same(state.name(), seen);
  }

  @Then("the MP state of the second vCPU is {mpState}")
  public void mpStateOfSecond(MpState state) {
    expect.same(state.name(), MpState.name(kvmRun.second().getMpState().value()));
  }

  @When("userspace writes {assignments} into kvm_run")
  public void write(Assignments assignments) {
    assignments.values().forEach((field, value) -> run().set(field, value.longValue()));
  }

  @Then("kvm_run.{field} is {number}")
  public void field(String field, Long value) {
    String name = "kvm_run." + field + " is ";
    expect.same(name + Numbers.show(value), name + Numbers.show(run().get(field)));
  }

  @Then("kvm_run.{field} is {number} if {registers}, and {number} if {registers}")
  public void fieldByRegisters(
      String field, Long one, RegisterPhrase first, Long other, RegisterPhrase second) {
    if (places.holds(first.clauses().getFirst())) {
      field(field, one);
    } else {
      registers(second);
      field(field, other);
    }
  }

  @Then("kvm_run.apic_base is what KVM_GET_SREGS says")
  public void apicBase() {
    field("apic_base", world.machine().vcpu().getSregs().value().get("apic_base"));
  }

  @Then("kvm_run.flags has all of the bits {number}")
  public void allBits(Long bits) {
    long seen = run().get("flags") & FLAGS_BITS;
    expect.that(
        (seen & bits) == bits,
        "kvm_run.flags has all of the bits " + Numbers.show(bits),
        "kvm_run.flags is " + Numbers.show(seen));
  }

  @Then("kvm_run.flags has none of the bits {number}")
  public void noBits(Long bits) {
    long seen = run().get("flags") & FLAGS_BITS;
    expect.that(
        (seen & bits) == 0,
        "kvm_run.flags has none of the bits " + Numbers.show(bits),
        "kvm_run.flags is " + Numbers.show(seen));
  }

  private MappedRun run() {
    return world.machine().vcpu().kvmRun();
  }
}
