package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.github.kvmtck.steps.world.Hyperv;

/** Hyper-V as KVM shows it to a guest. */
public final class HypervSteps {
  private final Hyperv hyperv;

  public HypervSteps(Hyperv hyperv) {
    this.hyperv = hyperv;
  }

  @Given("the guest is shown Hyper-V")
  public void show() {
    hyperv.show();
  }

  @Given("the guest is shown Hyper-V without the privileges {number}")
  public void showWithout(Long privileges) {
    hyperv.showWithPrivileges(offered -> offered & ~privileges.intValue());
  }

  @Given("the guest may use no more of Hyper-V than CPUID shows")
  public void enforceCpuid() {
    hyperv.enforceCpuid();
  }

  @Given("the SynIC is active")
  public void activateSynic() {
    hyperv.activateSynic();
  }
}
