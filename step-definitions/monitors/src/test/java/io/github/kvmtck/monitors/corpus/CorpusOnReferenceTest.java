package io.github.kvmtck.monitors.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same clients, served by the reference. */
class CorpusOnReferenceTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> isReportedAsItIs() throws IOException {
    return Corpus.on("reference", folder);
  }
}
