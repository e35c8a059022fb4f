package io.github.kvmtck.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.drivers.Control.State;
import io.github.kvmtck.drivers.exec.Commands;
import io.github.kvmtck.drivers.exec.Exec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Companions NONE =
      (command, output) -> {
        throw new DriverException("no driver has asked for another process");
      };

  @TempDir Path folder;

  private Errand errand(String... vmm) {
    return new Errand(List.of(vmm), folder.resolve("guest.bin"), folder, 2, Optional.empty());
  }

  private Errand restoring(String... vmm) {
    return new Errand(
        List.of(vmm), folder.resolve("guest.bin"), folder, 2, Optional.of(Path.of("/s/snap")));
  }

  @Test
  void aDriverIsFoundByTheNameOfTheBinary() {
    assertThat(Drivers.of(List.of("/usr/bin/qemu-system-x86_64", "-M", "microvm")))
        .map(Driver::name)
        .hasValue("QEMU");
    assertThat(Drivers.of(List.of("./firecracker"))).map(Driver::name).hasValue("Firecracker");
    assertThat(Drivers.of(List.of("my-vmm", "qemu-system-x86_64"))).isEmpty();
    assertThat(Drivers.names())
        .containsExactly("QEMU", "Firecracker", "Cloud Hypervisor", "reference VMM");
    assertThat(Drivers.of(List.of("./kvm-tck", "boot", "--backend", "kvm")))
        .map(Driver::name)
        .hasValue("reference VMM");
    assertThat(Drivers.of(List.of("./kvm-tck", "run"))).isEmpty();
  }

  @Test
  void qemuIsStartedWithTheImageAsItsFirmware() throws Exception {
    Driver qemu = Drivers.of(List.of("qemu-system-x86_64")).orElseThrow();
    Files.write(folder.resolve("guest.bin"), new byte[] {1, 2, 3});
    assertThat(qemu.command(errand("qemu-system-x86_64", "-M", "microvm")))
        .startsWith("qemu-system-x86_64")
        .containsSequence("-accel", "kvm")
        .containsSequence("-smp", "2")
        .containsSequence("-bios", folder.resolve("firmware").toString())
        .endsWith("-M", "microvm")
        .doesNotContain("-incoming", "e1000,addr=5,romfile=");
    assertThat(qemu.command(errand("qemu-system-x86_64"))).contains("e1000,addr=5,romfile=");
    assertThat(qemu.command(errand("qemu-system-x86_64", "-accel", "tcg"))).doesNotContain("kvm");
    assertThat(qemu.command(restoring("qemu-system-x86_64")))
        .containsSequence("-incoming", "exec:cat '/s/snap'");
    assertThat(Files.readAllBytes(folder.resolve("firmware")))
        .hasSize(0x10000)
        .startsWith(1, 2, 3, 0)
        .containsSequence(0xea, 0, 0, 0, 0xf0);
  }

  @Test
  void qemuIsToldByQmp() throws Exception {
    try (Conversation qemu =
            new Conversation(folder.resolve("qmp"))
                .answering(
                    "{\"return\": {}}",
                    "{\"return\": {\"status\": \"inmigrate\"}}",
                    "{\"return\": {\"status\": \"paused\"}}",
                    "{\"event\": \"STOP\"}\n{\"return\": {}}",
                    "{\"return\": {}}",
                    "{\"return\": {\"status\": \"active\"}}",
                    "{\"return\": {\"status\": \"completed\"}}",
                    "{\"return\": {\"status\": \"internal-error\"}}",
                    "{\"error\": {\"class\": \"GenericError\", \"desc\": \"it is paused\"}}")
                .qmp();
        Control control = connect("qemu-system-x86_64")) {
      control.snapshot(Path.of("/s/snap"));
      assertThat(control.state()).isEqualTo(State.CRASHED);
      assertThatThrownBy(control::resume)
          .isInstanceOf(DriverException.class)
          .hasMessage("QEMU refuses cont: it is paused");
      assertThat(qemu.asked())
          .containsExactly(
              "{\"execute\":\"qmp_capabilities\"}",
              "{\"execute\":\"query-status\"}",
              "{\"execute\":\"query-status\"}",
              "{\"execute\":\"stop\"}",
              "{\"execute\":\"migrate\",\"arguments\":{\"uri\":\"exec:cat > '/s/snap'\"}}",
              "{\"execute\":\"query-migrate\"}",
              "{\"execute\":\"query-migrate\"}",
              "{\"execute\":\"query-status\"}",
              "{\"execute\":\"cont\"}");
    }
  }

  @Test
  void firecrackerIsToldByItsApi() throws Exception {
    try (Conversation firecracker =
            new Conversation(folder.resolve("api"))
                .answering(
                    "204",
                    "204",
                    "204",
                    "204",
                    "204",
                    "200 {\"id\":\"x\",\"state\":\"Paused\"}",
                    "204",
                    "400 {\"fault_message\":\"no\"}")
                .http();
        Control control = connect("firecracker")) {
      control.snapshot(Path.of("/s/snap"));
      assertThat(control.state()).isEqualTo(State.PAUSED);
      control.resume();
      assertThatThrownBy(control::pause)
          .hasMessage("Firecracker refuses PATCH /vm with 400: {\"fault_message\":\"no\"}");
      assertThatThrownBy(() -> control.migrate(Path.of("x")))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(firecracker.asked())
          .satisfiesExactly(
              asked -> assertThat(asked).startsWith("PUT /machine-config {"),
              asked ->
                  assertThat(asked)
                      .isEqualTo(
                          "PUT /boot-source {\"kernel_image_path\":\"%s/guest.bin\"}"
                              .formatted(folder)),
              asked ->
                  assertThat(asked).isEqualTo("PUT /actions {\"action_type\":\"InstanceStart\"}"),
              asked -> assertThat(asked).isEqualTo("PATCH /vm {\"state\":\"Paused\"}"),
              asked ->
                  assertThat(asked)
                      .startsWith("PUT /snapshot/create {")
                      .contains("\"snapshot_path\":\"/s/snap\"", "\"snapshot_type\":\"Full\""),
              asked -> assertThat(asked).isEqualTo("GET /"),
              asked -> assertThat(asked).isEqualTo("PATCH /vm {\"state\":\"Resumed\"}"),
              asked -> assertThat(asked).isEqualTo("PATCH /vm {\"state\":\"Paused\"}"));
    }
  }

  @Test
  void cloudHypervisorIsToldByItsApi() throws Exception {
    try (Conversation hypervisor =
            new Conversation(folder.resolve("api"))
                .answering("204", "204", "204", "204", "200 {\"state\":\"Running\"}", "204")
                .http();
        Control control = connect("cloud-hypervisor")) {
      control.snapshot(Path.of("/s/snap"));
      assertThat(control.state()).isEqualTo(State.RUNNING);
      control.quit();
      assertThat(hypervisor.asked())
          .satisfiesExactly(
              asked ->
                  assertThat(asked).startsWith("PUT /api/v1/vm.create {").contains("guest.bin\"}"),
              asked -> assertThat(asked).isEqualTo("PUT /api/v1/vm.boot"),
              asked -> assertThat(asked).isEqualTo("PUT /api/v1/vm.pause"),
              asked ->
                  assertThat(asked)
                      .isEqualTo(
                          "PUT /api/v1/vm.snapshot {\"destination_url\":\"file:///s/snap\"}"),
              asked -> assertThat(asked).isEqualTo("GET /api/v1/vm.info"),
              asked -> assertThat(asked).isEqualTo("PUT /api/v1/vmm.shutdown"));
    }
  }

  private Control connect(String vmm) throws DriverException, InterruptedException {
    Errand errand = errand(vmm);
    return Drivers.of(errand.vmm()).orElseThrow().connect(errand, NONE, PATIENCE);
  }

  @Test
  void anyOtherVmmIsToldByTheUsersCommands() throws Exception {
    Exec driver =
        new Exec(
            new Commands(
                Map.of(
                    "pause", "echo paused > {folder}/said",
                    "snapshot", "echo {snapshot} {image} {vcpus} > {folder}/said",
                    "restore", "my-vmm --load {snapshot}",
                    "quit", "exit 3")));
    Errand errand = errand("my-vmm", "--image={image}", "--cpus", "{vcpus}");
    assertThat(driver.command(errand))
        .containsExactly("my-vmm", "--image=" + folder.resolve("guest.bin"), "--cpus", "2");
    assertThat(driver.command(restoring("my-vmm")))
        .containsExactly("sh", "-c", "my-vmm --load /s/snap");
    try (Control control = driver.connect(errand, NONE, PATIENCE)) {
      control.pause();
      assertThat(said()).isEqualTo("paused");
      control.snapshot(Path.of("/s/snap"));
      assertThat(said()).isEqualTo("/s/snap %s/guest.bin 2".formatted(folder));
      assertThatThrownBy(control::quit)
          .isInstanceOf(DriverException.class)
          .hasMessageStartingWith("The command for quit exited with 3: see ");
      assertThatThrownBy(control::resume)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("No command was given for resume.");
      assertThatThrownBy(control::state)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("No command says what the VMM thinks of its guest.");
      assertThatThrownBy(() -> control.pause("me"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("The VMM can be told to pause, and not on whose behalf.");
    }
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said")).strip();
  }

  @Test
  void aVmmThatDoesNotListenIsOneSentence() {
    Errand errand = errand("qemu-system-x86_64");
    Driver qemu = Drivers.of(errand.vmm()).orElseThrow();
    assertThatThrownBy(() -> qemu.connect(errand, NONE, Duration.ZERO))
        .isInstanceOf(DriverException.class)
        .hasMessage("The VMM does not listen on %s after 0 s.".formatted(folder.resolve("qmp")));
  }
}
