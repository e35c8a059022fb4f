package io.github.kvmtck.steps.glue;

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
import io.github.kvmtck.steps.world.World;

/** poll(2) and epoll(7) on a vCPU. */
public final class PollSteps {
  private final World world;
  private final Calls calls;
  private final Expectation expect;
  private long revents;

  public PollSteps(World world, Calls calls, Expectation expect) {
    this.world = world;
    this.calls = calls;
    this.expect = expect;
  }

  @When("the vCPU is polled for input and output")
  public void poll() {
    Kernel.Task task = world.otherTask();
    Client client = world.kvm().client().by(task);
    StructValue asked =
        StructValue.of(Linux.POLLFD)
            .with("fd", world.machine().vcpu().fd())
            .with("events", Linux.POLLIN | Linux.POLLOUT);
    try (HostMemory memory = HostMemory.map(client, Linux.PAGE_SIZE).value()) {
      memory.write(0, asked.bytes());
      calls.made(task.call(new Syscall.Poll(memory.address(), 1, 0)));
      byte[] left = memory.read(0, (int) Linux.POLLFD.size());
      revents = StructValue.of(Linux.POLLFD, left).get("revents");
    }
  }

  @Then("the poll reports POLLIN and POLLOUT")
  public void ready() {
    String both = " ready, revents " + (Linux.POLLIN | Linux.POLLOUT);
    expect.same(Result.of(1) + both, calls.last() + " ready, revents " + revents);
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
