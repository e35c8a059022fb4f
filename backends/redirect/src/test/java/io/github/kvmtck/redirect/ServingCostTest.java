package io.github.kvmtck.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.reference.ReferenceProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a caught call costs, measured by the client, with everything traced: at most 20 µs for a
 * short one, and four vCPUs together make at least 40,000 exits a second of a kernel that has no
 * guest. The figures, and those with guests of the reference, are left in target/serving-cost.txt.
 */
@OnRedirect
@Tag("proof")
class ServingCostTest {
  private static final TraceListener NOBODY =
      new TraceListener() {
        @Override
        public void entered(TraceEvent event) {}

        @Override
        public void returned(TraceEvent event) {}
      };

  @TempDir static Path folder;

  @Test
  void aCallCostsLittle() throws Exception {
    Client client = Client.of(folder, "cost");
    Map<String, Double> none;
    Map<String, Double> reference;
    try (Kernel kernel = new NullKernel()) {
      none = figures(client, kernel);
    }
    try (Kernel kernel = new ReferenceProvider().open(KernelOptions.MAINLINE)) {
      reference = figures(client, kernel);
    }
    Files.createDirectories(Path.of("target"));
    String all = "null kernel %s%nreference %s%n".formatted(none, reference);
    Files.writeString(Path.of("target/serving-cost.txt"), all);
    assertThat(none.get("version")).as(all).isLessThanOrEqualTo(20);
    assertThat(none.get("registers")).as(all).isLessThanOrEqualTo(20);
    assertThat(none.get("exits")).as(all).isGreaterThanOrEqualTo(40_000);
  }

  private static Map<String, Double> figures(Client client, Kernel kernel) throws IOException {
    Client.Said said = client.on(kernel, new Trace(NOBODY), served -> {}, "6");
    assertThat(said.status()).isZero();
    Function<String, String[]> words = line -> line.split(" ");
    return said.output()
        .lines()
        .map(words)
        .collect(Collectors.toMap(each -> each[0], each -> Double.parseDouble(each[1])));
  }
}
