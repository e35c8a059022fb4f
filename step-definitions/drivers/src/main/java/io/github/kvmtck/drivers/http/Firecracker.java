package io.github.kvmtck.drivers.http;

import io.github.kvmtck.drivers.Companions;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.Driver;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Firecracker, by its API (src/firecracker/swagger/firecracker.yaml). */
public final class Firecracker implements Driver {
  private static final int MEMORY_MIB = 64;

  @Override
  public String name() {
    return "Firecracker";
  }

  @Override
  public List<String> command(Errand errand) {
    List<String> command = new ArrayList<>(errand.vmm());
    command.addAll(List.of("--api-sock", socket(errand).toString()));
    return List.copyOf(command);
  }

  @Override
  public Control connect(Errand errand, Companions companions, Duration patience)
      throws DriverException, InterruptedException {
    HttpApi api = HttpApi.connect(name(), socket(errand), patience);
    Optional<Path> snapshot = errand.snapshot();
    if (snapshot.isPresent()) {
      api.put(
          "/snapshot/load",
          Map.of(
              "snapshot_path",
              snapshot.get().toString(),
              "mem_backend",
              Map.of("backend_type", "File", "backend_path", memory(snapshot.get()))));
    } else {
      api.put("/machine-config", Map.of("vcpu_count", errand.vcpus(), "mem_size_mib", MEMORY_MIB));
      api.put("/boot-source", Map.of("kernel_image_path", errand.image().toString()));
      api.put("/actions", Map.of("action_type", "InstanceStart"));
    }
    return new FirecrackerControl(api);
  }

  private static Path socket(Errand errand) {
    return errand.folder().resolve("api");
  }

  private static String memory(Path snapshot) {
    return snapshot + ".memory";
  }

  private record FirecrackerControl(HttpApi api) implements Control {
    @Override
    public State state() throws DriverException {
      return switch (api.get("/").path("state").asText()) {
        case "Running" -> State.RUNNING;
        case "Paused" -> State.PAUSED;
        default -> State.OTHER;
      };
    }

    @Override
    public void pause() throws DriverException {
      api.patch("/vm", Map.of("state", "Paused"));
    }

    @Override
    public void resume() throws DriverException {
      api.patch("/vm", Map.of("state", "Resumed"));
    }

    @Override
    public void snapshot(Path file) throws DriverException {
      pause();
      api.put(
          "/snapshot/create",
          Map.of(
              "snapshot_type",
              "Full",
              "snapshot_path",
              file.toString(),
              "mem_file_path",
              memory(file)));
    }

    @Override
    public void migrate(Path file) {
      throw new UnsupportedOperationException("Firecracker has no live migration.");
    }

    @Override
    public void changeMemory() {
      throw new UnsupportedOperationException(
          "Firecracker's API cannot change the memory map of a flat image.");
    }

    @Override
    public void quit() {
      throw new UnsupportedOperationException(
          "Firecracker's API cannot end it; its process is sent SIGTERM.");
    }

    @Override
    public void close() {
      api.close();
    }
  }
}
