package io.github.kvmtck.api.uapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UapiTest {

  @Test
  void everyTopicIsListed() {
    Set<String> declaring =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(Uapi.class)
                .stream()
                .filter(type -> !isProposed(type))
                .filter(UapiTest::declares)
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Uapi.topics().stream().map(Class::getSimpleName)).containsAll(declaring);
  }

  @Test
  void everyProposedRequestIsListed() {
    Set<String> declared =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(Uapi.class)
                .stream()
                .filter(UapiTest::isProposed)
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Request.class))
                .map(JavaField::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Proposed.REQUESTS.stream().map(Request::name))
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  private static boolean isProposed(JavaClass type) {
    return type.getSimpleName().startsWith("Proposed");
  }

  private static boolean declares(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .map(JavaField::getRawType)
        .anyMatch(
            field -> field.isEquivalentTo(Request.class) || field.isEquivalentTo(Struct.class));
  }

  @Test
  void aCommandWordBelongsToOneRequest() {
    Stream<Request> all = Stream.concat(Uapi.requests().stream(), Proposed.REQUESTS.stream());
    assertThat(all.map(Request::number).toList()).doesNotHaveDuplicates();
  }

  @Test
  void looksAtTheWholeCommandWord() {
    assertThat(Uapi.request(0x40A0AE49)).contains(Memslots.KVM_SET_USER_MEMORY_REGION2);
    assertThat(Uapi.request(0x4008AE49)).contains(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST);
    assertThat(Uapi.request(0xAE49)).isEmpty();
    assertThat(Uapi.request(0xAEAD)).contains(Timers.KVM_KVMCLOCK_CTRL);
    assertThat(Uapi.request(Proposed.KVM_USER_EXIT.number())).contains(Proposed.KVM_USER_EXIT);
  }

  @Test
  void ignoresWhatTheKernelIgnores() {
    assertThat(Uapi.request(0xffff_ffff_0000_AE80L)).contains(VcpuRun.KVM_RUN);
  }

  @Test
  void namesAnAddressOnlyWhereThereIsOne() {
    assertThat(VcpuRun.KVM_CREATE_VCPU.argument()).isEqualTo(new Request.Argument.Value());
    assertThat(Timers.KVM_REINJECT_CONTROL.argument())
        .isEqualTo(new Request.Argument.Pointer(Timers.REINJECT_CONTROL));
    assertThat(Timers.KVM_REINJECT_CONTROL.encodedSize()).isZero();
  }

  @Test
  void anUnknownNumberPrintsAsNumber() {
    assertThat(ExitReason.name(2)).isEqualTo("KVM_EXIT_IO");
    assertThat(ExitReason.name(240)).isEqualTo("240");
    assertThat(ExitReason.of(-1)).isEmpty();
  }

  @Test
  void namesSignalsAndTheirSets() {
    assertThat(Signals.name(Signals.SIGUSR1)).isEqualTo("SIGUSR1");
    assertThat(Signals.number("SIGRTMIN+3")).isEqualTo(37);
    assertThat(Signals.format(Signals.set(Signals.SIGUSR1, 64))).isEqualTo("[SIGUSR1 SIGRTMIN+30]");
    assertThat(Signals.format(~Signals.set(Signals.SIGALRM))).isEqualTo("~[SIGALRM]");
    assertThat(Signals.set(1)).isEqualTo(1);
  }
}
