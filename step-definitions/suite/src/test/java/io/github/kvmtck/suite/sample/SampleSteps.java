package io.github.kvmtck.suite.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.PendingException;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.TaskInterrupted;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.steps.Attachments;
import io.github.kvmtck.steps.Bench;
import io.github.kvmtck.steps.NotApplicable;
import io.github.kvmtck.steps.NotRun;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Glue for the runner's own tests: every way in which a scenario can end. */
@SuppressWarnings("DoNotCallSuggester") // Cucumber calls them.
public final class SampleSteps {
  private final Bench bench = Bench.mounted();
  private @Nullable Scenario scenario;
  private Kernel.@Nullable Process process;

  @Before
  public void begin(Scenario begun) {
    scenario = begun;
  }

  @Before("@broken-hook")
  public void brokenHook() {
    throw new AssertionError("the fixture is not there");
  }

  @After("@leaking")
  public void leaking() {
    throw new AssertionError("2 descriptors are left");
  }

  @After
  public void end(Scenario ended) {
    if (process != null) {
      process.close();
      bench.closed(ended);
    }
  }

  @Given("a process")
  public void aProcess() {
    process = bench.kernel().process();
    bench.opened(scenario(), process);
  }

  @Given("the set-up throws")
  @When("a step throws")
  public void throwsUp() {
    throw new IllegalStateException("no such fixture");
  }

  @Given("the feature is absent")
  public void absent() {
    throw new NotApplicable("KVM_CHECK_EXTENSION gave 0");
  }

  @Given("the permission is missing")
  public void permission() {
    throw new NotRun("join the group kvm");
  }

  @Then("the kernel keeps its promise")
  public void keeps() {}

  @Then("the kernel breaks its promise")
  public void breaks() {
    throw new AssertionError("expected EINTR and got EIO");
  }

  @Then("{word} is {int} letters long")
  public void letters(String word, int length) {
    assertThat(word).hasSize(length);
  }

  @Then("{string} is observed to be {string}")
  public void observed(String key, String value) {
    scenario().attach(value.getBytes(StandardCharsets.UTF_8), Attachments.OBSERVATION, key);
  }

  @Then("this is ambiguous")
  public void ambiguous() {}

  @Then("this is {word}")
  public void ambiguousToo(String word) {
    if (word.equals("pending")) {
      throw new PendingException();
    }
  }

  @When("a call hangs")
  public void hang() {
    ((FakeKernel.FakeProcess) process()).hang();
  }

  @When("a call hangs for good")
  public void hangForGood() {
    ((FakeKernel) bench.kernel()).process().hang();
  }

  @When("a call is refused")
  public void refused() {
    ClassLoader loader = SampleSteps.class.getClassLoader();
    Class<?>[] types = {Kernel.Task.class};
    Object task = Proxy.newProxyInstance(loader, types, (_, _, _) -> Result.error(Errno.EINVAL));
    var _ = new Client(process(), (Kernel.Task) task).openKvm().value();
  }

  @When("the step waits for nothing")
  public void waits() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskInterrupted(e);
    }
  }

  @Then("the kernel says {string}")
  public void says(String greeting) {
    assertThat(((FakeKernel) bench.kernel()).greeting()).isEqualTo(greeting);
  }

  @Then("the kernel says something")
  public void saysSomething() {
    assertThat(((FakeKernel) bench.kernel()).greeting()).isNotEmpty();
  }

  @When("the kernel logs {string}")
  public void logs(String text) {
    ((FakeKernel) bench.kernel()).logs(text);
  }

  @When("a descriptor leaks")
  public void leak() {
    ((FakeKernel) bench.kernel()).leak();
  }

  private Scenario scenario() {
    return Objects.requireNonNull(scenario);
  }

  private Kernel.Process process() {
    return Objects.requireNonNull(process);
  }
}
