package io.github.kvmtck.reports.render;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.json.Json;
import io.github.kvmtck.reports.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;

/** {@code ledger.json}; {@code docs/ledger-schema.md} explains it. */
public final class LedgerJson implements Renderer {

  @Override
  public String name() {
    return Ledger.FILE;
  }

  @Override
  public void render(Run run, Path folder) throws IOException {
    Json.mapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(folder.resolve(Ledger.FILE).toFile(), Ledger.of(run));
  }
}
