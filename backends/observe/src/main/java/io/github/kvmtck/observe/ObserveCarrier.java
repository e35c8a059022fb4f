package io.github.kvmtck.observe;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.linux.OutputFile;
import io.github.kvmtck.linux.Platform;
import java.io.IOException;
import java.util.Optional;

/** Lets clients call Linux's own KVM, and looks on. */
public final class ObserveCarrier implements Carrier {
  private static final String BACKEND = "kvm";

  @Override
  public String name() {
    return "observe";
  }

  @Override
  public boolean carries(String backend) {
    return backend.equals(BACKEND);
  }

  @Override
  public Optional<String> unavailable() {
    return Platform.unavailable();
  }

  @Override
  public boolean serves() {
    return false;
  }

  @Override
  public Carried start(Client client, Kernel kernel, Trace trace) throws CannotCarry {
    try (OutputFile output = OutputFile.of(client.output())) {
      Command command =
          new Command(client.command(), System.getenv(), client.folder(), output.standard());
      return new Watched(Observation.of(command, trace));
    } catch (CannotObserve e) {
      throw new CannotCarry(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotCarry("What the client prints cannot be written: " + e.getMessage(), e);
    }
  }

  private record Watched(Observation observation) implements Carried {
    @Override
    public int pid() {
      return observation.pid();
    }

    @Override
    public Optional<Integer> waitFor() throws InterruptedException {
      return observation.waitFor();
    }

    @Override
    public void release() throws InterruptedException {
      observation.detach();
    }
  }
}
