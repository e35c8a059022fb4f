package io.github.kvmtck.monitors.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every faulty client of the corpus is reported under the rule that it breaks, and for nothing
 * else; the clean ones for nothing at all. They call this machine's own KVM, and are watched.
 */
class CorpusOnKvmTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> isReportedAsItIs() throws IOException {
    return Corpus.on("kvm", folder);
  }
}
