package io.github.kvmtck.suite.sample;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelLog;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A kernel that makes no call and can be made to misbehave. */
public final class FakeKernel implements Kernel, KernelLog {
  private final String greeting;
  private final AtomicInteger leaked = new AtomicInteger();
  private final List<Line> lines = new ArrayList<>();

  public FakeKernel() {
    this("good morning");
  }

  /** A kernel that greets in its own way. */
  public FakeKernel(String greeting) {
    this.greeting = greeting;
  }

  /** Opens a {@link FakeKernel}, or says why not. */
  public record Provider(String name, Optional<String> unavailable) implements KernelProvider {
    public Provider() {
      this("fake", Optional.empty());
    }

    @Override
    public String description() {
      return "a kernel for tests";
    }

    @Override
    public Kernel open(KernelOptions options) {
      if (!options.profile().equals("mainline")) {
        throw new IllegalArgumentException("The fake kernel has no profile " + options.profile());
      }
      return new FakeKernel();
    }
  }

  public String greeting() {
    return greeting;
  }

  public void leak() {
    leaked.incrementAndGet();
  }

  public synchronized void logs(String text) {
    lines.add(new Line(text, text.startsWith("WARNING")));
  }

  @Override
  public About about() {
    SortedMap<String, String> environment = new TreeMap<>(Map.of("other-vms", "2"));
    return new About("fake", "1.0", "fake_vendor", List.of(), new TreeSet<>(), environment);
  }

  @Override
  public FakeProcess process() {
    return new FakeProcess();
  }

  @Override
  public Holdings holdings() {
    return new Holdings(leaked.get(), 0, 0);
  }

  @Override
  public Optional<KernelLog> log() {
    return Optional.of(this);
  }

  @Override
  public synchronized long mark() {
    return lines.size();
  }

  @Override
  public synchronized List<Line> since(long mark) {
    return List.copyOf(lines.subList((int) mark, lines.size()));
  }

  @Override
  public void close() {}

  /** A process whose one call hangs until the process ends. */
  public static final class FakeProcess implements Process {
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Hangs as a system call does: no interrupt of the JVM reaches it. */
    public void hang() {
      boolean over = false;
      while (!over) {
        try {
          ended.await();
          over = true;
        } catch (InterruptedException e) {
          // A system call does not know of Java's interrupts.
        }
      }
      throw new IllegalStateException("the process has ended");
    }

    @Override
    public Memory memory() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Task task(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Process fork() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Holdings holdings() {
      return Holdings.NONE;
    }

    @Override
    public void close() {
      ended.countDown();
    }
  }
}
