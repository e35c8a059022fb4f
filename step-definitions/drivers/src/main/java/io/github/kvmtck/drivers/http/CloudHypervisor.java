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

/** Cloud Hypervisor, by its REST API (vmm/src/api/openapi/cloud-hypervisor.yaml). */
public final class CloudHypervisor implements Driver {
  private static final String API = "/api/v1/";
  private static final long MEMORY = 64L << 20;
  private static final long HOTPLUGGED = 192L << 20;
  private static final long HOTPLUG = 256L << 20;

  @Override
  public String name() {
    return "Cloud Hypervisor";
  }

  @Override
  public List<String> command(Errand errand) {
    List<String> command = new ArrayList<>(errand.vmm());
    command.addAll(List.of("--api-socket", socket(errand).toString()));
    return List.copyOf(command);
  }

  @Override
  public Control connect(Errand errand, Companions companions, Duration patience)
      throws DriverException, InterruptedException {
    HttpApi api = HttpApi.connect(name(), socket(errand), patience);
    Optional<Path> snapshot = errand.snapshot();
    if (snapshot.isPresent()) {
      api.put(API + "vm.restore", Map.of("source_url", url(snapshot.get())));
    } else {
      api.put(
          API + "vm.create",
          Map.of(
              "cpus",
              Map.of("boot_vcpus", errand.vcpus(), "max_vcpus", errand.vcpus()),
              "memory",
              Map.of("size", MEMORY, "hotplug_size", HOTPLUG),
              "payload",
              Map.of("firmware", errand.image().toString())));
      api.put(API + "vm.boot", Map.of());
    }
    return new CloudHypervisorControl(api);
  }

  private static Path socket(Errand errand) {
    return errand.folder().resolve("api");
  }

  private static String url(Path file) {
    return "file://" + file.toAbsolutePath();
  }

  private record CloudHypervisorControl(HttpApi api) implements Control {
    @Override
    public State state() throws DriverException {
      return switch (api.get(API + "vm.info").path("state").asText()) {
        case "Running" -> State.RUNNING;
        case "Paused" -> State.PAUSED;
        case "Shutdown" -> State.ENDED;
        default -> State.OTHER;
      };
    }

    @Override
    public void pause() throws DriverException {
      api.put(API + "vm.pause", Map.of());
    }

    @Override
    public void resume() throws DriverException {
      api.put(API + "vm.resume", Map.of());
    }

    @Override
    public void snapshot(Path file) throws DriverException {
      pause();
      api.put(API + "vm.snapshot", Map.of("destination_url", url(file)));
    }

    @Override
    public void migrate(Path file) {
      throw new UnsupportedOperationException(
          "Cloud Hypervisor migrates to another Cloud Hypervisor only, not to a file.");
    }

    @Override
    public void changeMemory() throws DriverException {
      api.put(API + "vm.resize", Map.of("desired_ram", HOTPLUGGED));
    }

    @Override
    public void quit() throws DriverException {
      api.put(API + "vmm.shutdown", Map.of());
    }

    @Override
    public void close() {
      api.close();
    }
  }
}
