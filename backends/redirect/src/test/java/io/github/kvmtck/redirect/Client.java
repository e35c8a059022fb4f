package io.github.kvmtck.redirect;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import io.github.kvmtck.reference.ReferenceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A C program of these tests, and what it says on a kernel. */
final class Client {
  private final Path program;

  private Client(Path program) {
    this.program = program;
  }

  /**
   * What a run came to.
   *
   * @param status its exit status
   * @param output what it wrote to its standard output
   */
  record Said(int status, String output) {}

  /** Compiles a source of this package. */
  static Client of(Path folder, String name) throws IOException, InterruptedException {
    for (String file : List.of("kvm.h", name + ".c")) {
      try (InputStream source = Client.class.getResourceAsStream(file)) {
        Files.write(folder.resolve(file), source.readAllBytes());
      }
    }
    Path program = folder.resolve(name);
    String source = folder.resolve(name + ".c").toString();
    Process gcc =
        new ProcessBuilder("gcc", "-Wall", "-O1", "-pthread", "-o", program.toString(), source)
            .redirectErrorStream(true)
            .start();
    String complaints = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (gcc.waitFor() != 0) {
      throw new IllegalStateException(complaints);
    }
    return new Client(program);
  }

  private List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  /** On the reference. */
  Said onReference(String... arguments) throws IOException {
    return onReference(served -> {}, arguments);
  }

  /** On the reference, while something is done to it. */
  Said onReference(Consumer<Redirection> meanwhile, String... arguments) throws IOException {
    return on(new Events(), meanwhile, arguments);
  }

  /** On the reference, with a trace. */
  Said on(Events events, Consumer<Redirection> meanwhile, String... arguments) throws IOException {
    try (Kernel kernel = new ReferenceProvider().open(KernelOptions.MAINLINE)) {
      return on(kernel, new Trace(events), meanwhile, arguments);
    }
  }

  /** On any kernel. */
  Said on(Kernel kernel, Trace trace, Consumer<Redirection> meanwhile, String... arguments)
      throws IOException {
    Path output = Files.createTempFile(program.getParent(), "output", "");
    int fd = Fcntl.open(output.toString(), Fcntl.O_RDWR | Fcntl.O_CLOEXEC);
    Returned.required("open", fd);
    Command command = new Command(words(arguments), Map.of(), Optional.empty(), Map.of(1, fd));
    try (Redirection served = Redirection.serve(command, kernel, trace)) {
      meanwhile.accept(served);
      int status = served.waitFor();
      return new Said(status, Files.readString(output));
    } finally {
      int unused = Unistd.close(fd);
    }
  }

  /** On the machine's own KVM; empty where it has none. */
  Optional<Said> onKvm(String... arguments) throws IOException, InterruptedException {
    if (!Files.isWritable(Path.of("/dev/kvm"))) {
      return Optional.empty();
    }
    Process process = new ProcessBuilder(words(arguments)).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Optional.of(new Said(process.waitFor(), output));
  }

  /** Keeps what it is told. */
  static final class Events implements TraceListener {
    final List<TraceEvent> returned = new CopyOnWriteArrayList<>();
    final List<Note> notes = new CopyOnWriteArrayList<>();

    @Override
    public void entered(TraceEvent event) {}

    @Override
    public void returned(TraceEvent event) {
      returned.add(event);
    }

    @Override
    public void noted(Note note) {
      notes.add(note);
    }
  }
}
