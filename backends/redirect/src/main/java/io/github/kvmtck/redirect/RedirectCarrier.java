package io.github.kvmtck.redirect;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.linux.OutputFile;
import io.github.kvmtck.linux.Platform;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Has clients find a kernel of this process where they look for Linux's own. */
public final class RedirectCarrier implements Carrier {
  /** Linux's own KVM has no kernel in this process. */
  private static final String NATIVE = "kvm";

  @Override
  public String name() {
    return "redirect";
  }

  @Override
  public boolean carries(String backend) {
    return !backend.equals(NATIVE);
  }

  @Override
  public Optional<String> unavailable() {
    return Platform.unavailable();
  }

  @Override
  public Carried start(Client client, Kernel kernel, Trace trace) throws CannotCarry {
    try (OutputFile output = OutputFile.of(client.output())) {
      Command command =
          new Command(client.command(), Map.of(), Optional.of(client.folder()), output.standard());
      return new Served(Redirection.serve(command, kernel, trace));
    } catch (IllegalStateException e) {
      throw new CannotCarry(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotCarry("What the client prints cannot be written: " + e.getMessage(), e);
    }
  }

  /** It cannot live without the kernel that serves it. */
  private record Served(Redirection redirection) implements Carried {
    @Override
    public int pid() {
      return redirection.pid();
    }

    @Override
    public Optional<Integer> waitFor() {
      return Optional.of(redirection.waitFor());
    }

    @Override
    public long lost() {
      return redirection.lost();
    }

    @Override
    public void release() {
      redirection.close();
    }
  }
}
