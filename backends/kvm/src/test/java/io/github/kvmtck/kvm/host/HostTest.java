package io.github.kvmtck.kvm.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
  @TempDir Path root;

  @Test
  void theProcessorDecidesWhichOfSeveralModulesItIs() throws IOException {
    modules("kvm", "kvm_intel", "kvm_amd", "kvm_pvm");
    assertThat(hostWith("fpu vmx")).extracting(Host::vendorModule).isEqualTo("kvm_intel");
    assertThat(hostWith("fpu svm")).extracting(Host::vendorModule).isEqualTo("kvm_amd");
    assertThat(hostWith("fpu")).extracting(Host::vendorModule).isEqualTo("kvm_pvm");
  }

  @Test
  void withoutAModuleItIsUnknown() throws IOException {
    modules("kvm");
    assertThat(hostWith("fpu vmx").vendorModule()).isEqualTo("unknown");
  }

  @Test
  void factsNameTheProcessorAndWhatIsBelow() throws IOException {
    modules("kvm_amd");
    write("sys/module/kvm_amd/parameters/nested", "1\n");
    write("sys/class/dmi/id/sys_vendor", "QEMU\n");
    assertThat(hostWith("svm hypervisor").facts())
        .containsEntry("cpu", "A Processor")
        .containsEntry("hypervisor", "QEMU")
        .containsEntry("nested", "1")
        .containsEntry("other-vms", "0");
    assertThat(hostWith("svm").facts()).containsEntry("hypervisor", "none");
  }

  @Test
  void virtualMachinesOfOthersAreCounted() throws IOException {
    Path fds = Files.createDirectories(root.resolve("proc/1/fd"));
    Files.createSymbolicLink(fds.resolve("4"), Path.of("anon_inode:kvm-vm"));
    Path own = root.resolve("proc/" + ProcessHandle.current().pid() + "/fd");
    Files.createDirectories(own);
    Files.createSymbolicLink(own.resolve("4"), Path.of("anon_inode:kvm-vm"));
    assertThat(new Host(root).otherVms()).isOne();
  }

  private void modules(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(root.resolve("sys/module").resolve(name));
    }
  }

  private Host hostWith(String flags) throws IOException {
    write("proc/cpuinfo", "model name\t: A Processor\nflags\t\t: " + flags + "\n\n");
    return new Host(root);
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }
}
