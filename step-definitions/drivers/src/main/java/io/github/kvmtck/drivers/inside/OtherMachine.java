package io.github.kvmtck.drivers.inside;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import io.github.kvmtck.drivers.boot.Destination;
import io.github.kvmtck.vmm.Migration;
import io.github.kvmtck.vmm.Peripherals;
import io.github.kvmtck.vmm.state.Refused;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Takes a machine that is migrated, as another client of the same kernel, and ends it. */
record OtherMachine(Path socket, ServerSocketChannel server, Thread receiver)
    implements Destination {

  static OtherMachine of(Errand errand, Kernel kernel) throws DriverException {
    Path socket = errand.folder().resolve("incoming");
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread receiver =
          Thread.ofPlatform().daemon().name("migration").start(() -> receive(server, kernel));
      return new OtherMachine(socket, server, receiver);
    } catch (IOException e) {
      throw new DriverException("There is nothing to migrate to: " + e.getMessage(), e);
    }
  }

  private static void receive(ServerSocketChannel server, Kernel kernel) {
    try (SocketChannel from = server.accept()) {
      Migration.receive(
              kernel,
              Channels.newInputStream(from),
              Channels.newOutputStream(from),
              Peripherals.NONE)
          .close();
    } catch (ClosedChannelException | Refused e) {
      // Nobody came, or the sender has been told why it is refused.
    } catch (IOException e) {
      throw new IllegalStateException("the machine did not come", e);
    }
  }

  @Override
  public void end() throws InterruptedException {
    try {
      server.close();
    } catch (IOException e) {
      // It was there for one machine.
    }
    receiver.join();
  }
}
