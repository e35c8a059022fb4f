package io.github.kvmtck.steps.glue;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.Descriptor;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Userfaultfd;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.world.Slots;
import io.github.kvmtck.steps.world.World;
import org.jspecify.annotations.Nullable;

/** What happens to the host memory behind a guest page. */
public final class HostMemorySteps {
  private final World world;
  private final Slots slots;
  private @Nullable Descriptor userfaultfd;
  private long page;

  public HostMemorySteps(World world, Slots slots) {
    this.world = world;
    this.slots = slots;
  }

  @Given("the host memory of the guest page at {number} is unmapped")
  public void unmap(Long gpa) {
    client().call(new Syscall.Munmap(address(gpa), Linux.PAGE_SIZE)).orThrow();
  }

  @Given("the host memory of slot {int} is unmapped")
  public void unmapSlot(int slot) {
    slots.memory(slot).close();
  }

  @When("the host memory of the guest page at {number} is given up with MADV_DONTNEED")
  public void giveUp(Long gpa) {
    Syscall madvise = new Syscall.Madvise(address(gpa), Linux.PAGE_SIZE, Linux.MADV_DONTNEED);
    slots.client().call(madvise).orThrow();
  }

  @When(
      "a fresh page with {data} at {number} is mapped over the host memory of the guest page at"
          + " {number}")
  public void mapOver(Data data, Long offset, Long gpa) {
    long address = address(gpa);
    int flags = Linux.MAP_PRIVATE | Linux.MAP_ANONYMOUS | Linux.MAP_FIXED;
    int prot = Linux.PROT_READ | Linux.PROT_WRITE;
    Syscall mmap = new Syscall.Mmap(address, Linux.PAGE_SIZE, prot, flags, -1, 0);
    slots.client().call(mmap).orThrow();
    slots.client().memory().bytes(address + offset, data.bytes());
  }

  @Given("the host memory of the guest page at {number} is made read-only")
  public void protect(Long gpa) {
    protect(gpa, Linux.PROT_READ);
  }

  @Given("the host memory of the guest page at {number} is made inaccessible")
  public void protectFully(Long gpa) {
    protect(gpa, 0);
  }

  @Given("the host memory of the guest page at {number} is made writable")
  public void protectNoMore(Long gpa) {
    protect(gpa, Linux.PROT_READ | Linux.PROT_WRITE);
  }

  private void protect(Long gpa, int protection) {
    client().call(new Syscall.Mprotect(address(gpa), Linux.PAGE_SIZE, protection)).orThrow();
  }

  @Given("the guest page at {number} waits for userfaultfd")
  public void register(Long gpa) {
    page = address(gpa);
    client().call(new Syscall.Madvise(page, Linux.PAGE_SIZE, Linux.MADV_DONTNEED)).orThrow();
    Result opened =
        client().task().call(new Syscall.Userfaultfd(Linux.O_CLOEXEC | Linux.O_NONBLOCK));
    if (opened.failed()) {
      throw new NotRun("userfaultfd is not to be had here: " + opened.errno());
    }
    userfaultfd = new Descriptor(client(), (int) opened.value());
    userfaultfd
        .ioctl(
            Userfaultfd.UFFDIO_API,
            StructValue.of(Userfaultfd.API).with("api", Userfaultfd.UFFD_API))
        .orThrow();
    userfaultfd
        .ioctl(
            Userfaultfd.UFFDIO_REGISTER,
            range(StructValue.of(Userfaultfd.REGISTER))
                .with("mode", Userfaultfd.UFFDIO_REGISTER_MODE_MISSING))
        .orThrow();
  }

  @When("userspace gives the page with zeroes")
  public void givePage() {
    if (userfaultfd == null) {
      throw new IllegalStateException("no page waits for userfaultfd");
    }
    new Descriptor(client().by(world.otherTask()), userfaultfd.fd())
        .ioctl(Userfaultfd.UFFDIO_ZEROPAGE, range(StructValue.of(Userfaultfd.ZEROPAGE)))
        .orThrow();
  }

  /** Nobody waits for the page when the process ends. Runs before the process is closed. */
  @After(order = 20_000)
  public void release() {
    if (userfaultfd != null) {
      new Descriptor(client().by(world.otherTask()), userfaultfd.fd()).closeFd().orThrow();
    }
  }

  private StructValue range(StructValue argument) {
    return argument.with("range.start", page).with("range.len", Linux.PAGE_SIZE);
  }

  private long address(long gpa) {
    return slots.hostAddress(gpa);
  }

  /** Called by a task that is not in KVM_RUN. */
  private Client client() {
    return slots.vm().client();
  }
}
