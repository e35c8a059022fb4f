package io.github.kvmtck.kvm.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DevKvmTest {
  @Test
  void eachReasonIsItsOwnSentence() {
    assertThat(DevKvm.refusal(Errno.ENOENT)).contains("There is no /dev/kvm", "kvm_intel");
    assertThat(DevKvm.refusal(Errno.EACCES)).contains("group that owns it");
    assertThat(DevKvm.refusal(Errno.ENODEV)).contains("no driver behind it");
    assertThat(DevKvm.refusal(Errno.EBUSY)).contains("EBUSY");
    assertThat(
            Stream.of(Errno.ENOENT, Errno.EACCES, Errno.ENODEV, Errno.EBUSY).map(DevKvm::refusal))
        .doesNotHaveDuplicates()
        .allSatisfy(sentence -> assertThat(sentence).endsWith(".").contains(": "));
  }
}
