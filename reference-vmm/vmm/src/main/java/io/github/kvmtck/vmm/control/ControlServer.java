package io.github.kvmtck.vmm.control;

import io.github.kvmtck.vmm.Vmm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@link Commands} on a Unix socket, for as many clients at a time as there are. Closing it lets
 * commands that are under way finish and be answered: a machine that has moved must say so before
 * its process ends.
 */
public final class ControlServer implements AutoCloseable {
  private final Path path;
  private final ServerSocketChannel server;
  private final Commands commands;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();

  private ControlServer(Path path, ServerSocketChannel server, Commands commands) {
    this.path = path;
    this.server = server;
    this.commands = commands;
  }

  /** Listens; the path must not exist. */
  public static ControlServer open(Vmm vmm, Path path) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    ControlServer control = new ControlServer(path, server, new Commands(vmm));
    Thread.ofPlatform().daemon().name("control").start(control::accept);
    return control;
  }

  /** Waits until somebody has said quit. */
  public void awaitQuit() throws InterruptedException {
    commands.awaitQuit();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
    for (Client client : clients) {
      client.dismiss();
    }
  }

  private void accept() {
    try {
      while (true) {
        Client client = new Client(server.accept());
        clients.add(client);
        Thread.ofPlatform().daemon().name("control client").start(client::serve);
      }
    } catch (AsynchronousCloseException e) {
      // Closed: there is nothing more to accept.
    } catch (IOException e) {
      commands.execute("quit");
    }
  }

  private final class Client {
    private final SocketChannel channel;
    private final ReentrantLock answering = new ReentrantLock();

    Client(SocketChannel channel) {
      this.channel = channel;
    }

    void serve() {
      try (channel;
          BufferedReader in =
              new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
          Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (!line.isBlank()) {
            answer(line, out);
          }
        }
      } catch (ClosedChannelException e) {
        // The machine ended while the client was served.
      } catch (IOException e) {
        // The client has gone in the middle of an answer: it is nobody else's business.
      } finally {
        clients.remove(this);
      }
    }

    private void answer(String line, Writer out) throws IOException {
      answering.lock();
      try {
        if (channel.isOpen()) {
          out.write(commands.execute(line));
          out.flush();
        }
      } finally {
        answering.unlock();
      }
    }

    /** Lets it go, once the command that is under way is answered. */
    void dismiss() throws IOException {
      answering.lock();
      try {
        channel.close();
      } finally {
        answering.unlock();
      }
    }
  }
}
