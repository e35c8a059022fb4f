package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.words.XmmValues;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Hyperv;

/** Hyper-V as KVM shows it to a guest. */
public final class HypervSteps {
  private final Hyperv hyperv;
  private final Expectation expect;
  private int privileges;

  public HypervSteps(Hyperv hyperv, Expectation expect) {
    this.hyperv = hyperv;
    this.expect = expect;
  }

  @Given("the guest is shown Hyper-V")
  public void show() {
    hyperv.show();
  }

  @Given("the guest is shown Hyper-V without the privileges {number}")
  public void showWithoutPrivileges(Long bits) {
    hyperv.showWithout(bits.intValue(), 0);
  }

  @Given("the guest is shown Hyper-V without the features {number}")
  public void showWithoutFeatures(Long bits) {
    hyperv.showWithout(0, bits.intValue());
  }

  @Given("XMM0 to XMM5 hold {xmm}")
  public void setXmm(XmmValues values) {
    hyperv.setXmm(values);
  }

  @Given("userspace answers with the XMM registers {xmm}")
  public void answerXmm(XmmValues values) {
    hyperv.answerXmm(values);
  }

  @Then("the XMM registers of the exit are {xmm}")
  public void xmmOfExit(XmmValues values) {
    expect.same("XMM registers " + values, "XMM registers " + hyperv.xmmOfExit());
  }

  @When("the privileges that Hyper-V may have are read")
  public void readPrivileges() {
    privileges = hyperv.offeredPrivileges().orElse(0);
  }

  @Then("they have the bits {number}")
  public void privilegesHave(Long bits) {
    expect.that(
        (privileges & bits) == bits,
        "EBX of CPUID 0x40000003 has the bits " + Numbers.show(bits),
        "EBX of CPUID 0x40000003 is " + Numbers.show(Integer.toUnsignedLong(privileges)));
  }

  @Given("the guest may use no more of Hyper-V than CPUID shows")
  public void enforceCpuid() {
    hyperv.enforceCpuid();
  }

  @Given("the hypercall page is at {number}")
  public void hypercallPage(Long gpa) {
    hyperv.hypercallPage(gpa);
  }

  @Given("the SynIC is active")
  public void activateSynic() {
    hyperv.activateSynic();
  }
}
