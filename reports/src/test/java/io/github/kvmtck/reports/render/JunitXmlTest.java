package io.github.kvmtck.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class JunitXmlTest {

  @TempDir Path folder;
  private Element suite;

  @BeforeEach
  void render() throws Exception {
    new JunitXml().render(Samples.everyKind("reference"), folder);
    suite = ReadBack.xml(folder).getDocumentElement();
  }

  @Test
  void theSuiteCountsWhatItHolds() {
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("name")).isEqualTo("kvm-tck.reference");
    assertThat(count("testcase")).isEqualTo(13).hasToString(suite.getAttribute("tests"));
    assertThat(count("failure")).isEqualTo(4).hasToString(suite.getAttribute("failures"));
    assertThat(count("error")).isEqualTo(2).hasToString(suite.getAttribute("errors"));
    assertThat(count("skipped")).isEqualTo(6).hasToString(suite.getAttribute("skipped"));
    assertThat(suite.getAttribute("time")).isEqualTo("2.000");
  }

  @Test
  void aFailureSaysWhyInOneLineAndThenEverything() {
    Element failed = testcase("COMP-02/fails");
    assertThat(failed.getAttribute("classname")).isEqualTo("kvm-tck.reference.COMP-02");
    assertThat(failed.getAttribute("time")).isEqualTo("0.012");
    Element failure = child(failed, "failure");
    assertThat(failure.getAttribute("message")).isEqualTo("expected EINTR");
    assertThat(failure.getTextContent()).isEqualTo("expected EINTR\n but was 0 ]]> & <tag>\uFFFD");
    assertThat(child(failed, "system-out").getTextContent())
        .contains("features/kvm/completion.feature:12", "last calls:\nioctl(KVM_RUN) = 0");
  }

  @Test
  void anExpectationIsNamedWithItsReasonAndEnd() {
    assertThat(child(testcase("COMP-02/fails-as-expected"), "skipped").getAttribute("message"))
        .isEqualTo(
            "expected failure: exit_reason stays 0"
                + " (https://example.org/deviation/1, until 2026-11-21)");
    assertThat(
            child(testcase("COMP-02/passes-against-expectation"), "failure").getAttribute("type"))
        .isEqualTo("unexpected pass");
    assertThat(
            child(testcase("COMP-02/fails-with-an-expired-entry"), "failure")
                .getAttribute("message"))
        .isEqualTo("expected EINTR (a failure was expected until 2026-11-20: was to be mended)");
  }

  private int count(String tag) {
    return suite.getElementsByTagName(tag).getLength();
  }

  private Element testcase(String id) {
    var cases = suite.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      if (test.getAttribute("name").equals(id)) {
        return test;
      }
    }
    throw new AssertionError("no test case " + id);
  }

  private static Element child(Element parent, String tag) {
    return (Element) parent.getElementsByTagName(tag).item(0);
  }
}
