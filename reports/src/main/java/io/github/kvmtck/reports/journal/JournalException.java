package io.github.kvmtck.reports.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is no journal of this suite, in one sentence. */
public final class JournalException extends IOException {

  private static final long serialVersionUID = 1L;

  JournalException(Path file, int line, String sentence) {
    super(file + ":" + line + ": " + sentence);
  }
}
