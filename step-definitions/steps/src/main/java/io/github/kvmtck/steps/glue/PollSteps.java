package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Patience;
import io.github.kvmtck.steps.world.World;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** poll(2) and epoll(7) on a vCPU. */
public final class PollSteps {
  private static final int FOREVER = -1;

  private final World world;
  private final Calls calls;
  private final Expectation expect;
  private long revents;
  private @Nullable HostMemory waiting;
  private @Nullable Future<Result> inFlight;

  public PollSteps(World world, Calls calls, Expectation expect) {
    this.world = world;
    this.calls = calls;
    this.expect = expect;
  }

  @When("the vCPU is polled for input and output")
  public void poll() {
    Kernel.Task task = world.otherTask();
    try (HostMemory memory = asking(task)) {
      calls.made(task.call(new Syscall.Poll(memory.address(), 1, 0)));
      revents = revents(memory);
    }
  }

  @Given("another task polls the vCPU and waits")
  public void pollAndWait() {
    Kernel.Task poller = world.anotherTask();
    waiting = asking(poller);
    inFlight = poller.begin(new Syscall.Poll(waiting.address(), 1, FOREVER));
    expect.that(Patience.untilBlocked(poller, inFlight), "the poll waits", "it does not sleep");
    // What another task does from here on is not for the one that polls.
    world.anotherTask();
  }

  @Then("the poll reports {polled}")
  public void reports(Long events) {
    expect.same(ready(events), calls.last() + " ready, revents " + revents);
  }

  @Then("the poll of the other task reports {polled}")
  public void otherReports(Long events) {
    Result result =
        Patience.result(Objects.requireNonNull(inFlight), "poll")
            .orElseThrow(() -> new AssertionError("poll has not returned"));
    expect.same(
        ready(events), result + " ready, revents " + revents(Objects.requireNonNull(waiting)));
  }

  private static String ready(long events) {
    return Result.of(events == 0 ? 0 : 1) + " ready, revents " + events;
  }

  private HostMemory asking(Kernel.Task task) {
    HostMemory memory = HostMemory.map(world.kvm().client().by(task), Linux.PAGE_SIZE).value();
    StructValue asked =
        StructValue.of(Linux.POLLFD)
            .with("fd", world.machine().vcpu().fd())
            .with("events", Linux.POLLIN | Linux.POLLOUT);
    memory.write(0, asked.bytes());
    return memory;
  }

  private static long revents(HostMemory memory) {
    byte[] left = memory.read(0, (int) Linux.POLLFD.size());
    return StructValue.of(Linux.POLLFD, left).get("revents");
  }

  @When("the vCPU is added to an epoll instance")
  public void addToEpoll() {
    Client client = world.kvm().client();
    int epoll = client.call(new Syscall.EpollCreate(Linux.EPOLL_CLOEXEC)).value().intValue();
    try (HostMemory memory = HostMemory.map(client, Linux.PAGE_SIZE).value()) {
      memory.write(0, StructValue.of(Linux.EPOLL_EVENT).with("events", Linux.EPOLLIN).bytes());
      int vcpu = world.machine().vcpu().fd();
      calls.made(
          client
              .task()
              .call(new Syscall.EpollCtl(epoll, Linux.EPOLL_CTL_ADD, vcpu, memory.address())));
    }
  }
}
