package io.github.kvmtck.reports.journal;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The journal of a run in progress, one JSON object a line.
 *
 * <p>Each line is handed to the operating system in one write before the call returns, so it
 * outlives the JVM. All methods may be called from any thread.
 */
public final class Journal implements Closeable {

  /** Not a FileChannel: that one closes itself when a thread that writes is interrupted. */
  private final OutputStream file;

  private final ObjectWriter writer = Json.mapper().writerFor(Event.class);
  private final Standing standing;

  private Journal(OutputStream file, Standing standing) {
    this.file = file;
    this.standing = standing;
  }

  /**
   * Begins a journal; a file that is there is replaced.
   *
   * @param selected every scenario that the run will give a verdict for; their ids are distinct
   */
  public static Journal create(
      Path file, RunInfo info, List<Scenario> selected, List<UnmatchedDeviation> unmatched)
      throws IOException {
    Standing standing = standing(info, selected, unmatched);
    return onto(new FileOutputStream(file.toFile()), standing);
  }

  static Journal onto(OutputStream file, Standing standing) {
    Journal journal = new Journal(file, standing);
    journal.write(standing.start());
    return journal;
  }

  static Standing standing(
      RunInfo info, List<Scenario> selected, List<UnmatchedDeviation> unmatched) {
    return new Standing(new Event.RunStarted(JournalFile.FORMAT, info, selected, unmatched));
  }

  /** The run that a journal tells of, with a verdict for every selected scenario. */
  public static Run read(Path file) throws IOException {
    return JournalFile.read(file).standing().run();
  }

  /**
   * Goes on with a run whose JVM was lost, or that was interrupted. A torn last line is cut off;
   * what was in flight gets its FAIL at once and does not run again.
   *
   * @param cause what ended the JVM, e.g. {@code the JVM ended with status 134 while it ran}
   */
  public static Resumption resume(Path file, Instant now, String cause) throws IOException {
    JournalFile old = JournalFile.read(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(old.length());
    }
    Standing standing = old.standing();
    Journal journal = new Journal(new FileOutputStream(file.toFile(), true), standing);
    List<ScenarioResult> crashed = standing.crashed(cause);
    crashed.forEach(journal::finished);
    journal.append(new Event.RunResumed(now));
    return new Resumption(
        journal, standing.start().info(), crashed, standing.finished(), standing.remaining());
  }

  /**
   * A run that goes on.
   *
   * @param crashed what was in flight when the JVM was lost
   * @param finished every result so far, the crashed ones included
   * @param remaining what is left to run, in the order of selection
   */
  public record Resumption(
      Journal journal,
      RunInfo info,
      List<ScenarioResult> crashed,
      Collection<ScenarioResult> finished,
      List<Scenario> remaining) {}

  public void started(Scenario scenario, Instant at) {
    append(new Event.ScenarioStarted(scenario.id(), at));
  }

  /** A result; a scenario that never started may have one too. */
  public void finished(ScenarioResult result) {
    append(new Event.ScenarioFinished(result));
  }

  /** Somebody stopped the run; the journal can still be read, rendered and resumed. */
  public void interrupted(Instant at) {
    append(new Event.RunInterrupted(at));
  }

  /** Everything was run that was to be run. */
  public void ended(Instant at) {
    append(new Event.RunFinished(at));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void append(Event event) {
    synchronized (standing) {
      standing.take(event);
      write(event);
    }
  }

  private void write(Event event) {
    try {
      var line = new ByteArrayOutputStream();
      line.write(writer.writeValueAsBytes(event));
      line.write('\n');
      file.write(line.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
    }
  }
}
