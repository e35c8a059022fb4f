package io.github.kvmtck.steps.world;

import io.cucumber.java.Scenario;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.steps.Attachments;
import io.github.kvmtck.steps.NotApplicable;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tags that say when a scenario applies.
 *
 * <ul>
 *   <li>{@code @needs-cap:NAME}: KVM_CHECK_EXTENSION of KVM_CAP_NAME is not 0; its answer is the
 *       evidence.
 *   <li>{@code @needs-vm-cap:NAME} or {@code @needs-vm-cap:NAME:2}: the answer of a VM is at least
 *       1, or 2.
 *   <li>{@code @lacks-cap:NAME}: it is 0. These scenarios test what a kernel without it does.
 *   <li>{@code @proposed:NAME}: the backend says that it implements the proposal. A capability
 *       number is never taken for it. {@code @absence:RULE} beside it names the rule whose
 *       scenarios test that the proposal is absent elsewhere.
 *   <li>{@code @not-proposed:NAME}: these scenarios test the absence.
 * </ul>
 */
public final class Gates {
  private static final String CAPABILITY = "@needs-cap:";
  private static final String CAPABILITY_OF_VM = "@needs-vm-cap:";
  private static final String NO_CAPABILITY = "@lacks-cap:";
  private static final String PROPOSED = "@proposed:";
  private static final String NOT_PROPOSED = "@not-proposed:";
  private static final String ABSENCE = "@absence:";

  private static final String PREFIX = "KVM_CAP_";

  private final World world;

  public Gates(World world) {
    this.world = world;
  }

  /** Needs nothing of the backend but what it says of itself. */
  public void checkProposals(Scenario scenario) {
    Set<String> proposals = world.bench().kernel().about().proposals();
    values(scenario, PROPOSED)
        .filter(proposal -> !proposals.contains(proposal))
        .findFirst()
        .ifPresent(proposal -> refuse(scenario, PROPOSED + proposal, absent(scenario, proposal)));
    values(scenario, NOT_PROPOSED)
        .filter(proposals::contains)
        .findFirst()
        .ifPresent(proposal ->
            refuse(
                scenario,
                NOT_PROPOSED + proposal,
                "the backend implements " + proposal + ", so that its absence cannot be tested"));
  }

  /** Asks /dev/kvm, and a VM of its own. */
  public void checkCapabilities(Scenario scenario) {
    values(scenario, CAPABILITY)
        .filter(name -> answer(name) == 0)
        .findFirst()
        .ifPresent(name -> refuse(scenario, CAPABILITY + name, said(name)));
    values(scenario, NO_CAPABILITY)
        .filter(name -> answer(name) != 0)
        .findFirst()
        .ifPresent(name -> refuse(scenario, NO_CAPABILITY + name, said(name)));
    values(scenario, CAPABILITY_OF_VM).forEach(need -> checkOfVm(scenario, need));
  }

  private long answer(String name) {
    return world.kvm().checkExtension(Capability.valueOf(PREFIX + name)).value();
  }

  private String said(String name) {
    return "KVM_CHECK_EXTENSION of " + PREFIX + name + " is " + answer(name);
  }

  private static String absent(Scenario scenario, String proposal) {
    Optional<String> rule = values(scenario, ABSENCE).findFirst();
    return "the backend does not implement "
        + proposal
        + rule.map(id -> "; its documented absence is tested by " + id).orElse("");
  }

  private void checkOfVm(Scenario scenario, String need) {
    int colon = need.indexOf(':');
    String name = colon < 0 ? need : need.substring(0, colon);
    long least = colon < 0 ? 1 : Long.parseLong(need.substring(colon + 1));
    Capability capability = Capability.valueOf(PREFIX + name);
    try (Vm vm = world.kvm().createVm().value()) {
      long answer = vm.checkExtension(capability).value();
      if (answer < least) {
        refuse(
            scenario,
            CAPABILITY_OF_VM + need,
            "KVM_CHECK_EXTENSION of " + capability + " on a VM is " + answer);
      }
    }
  }

  /** The scenario does not apply, and this is why. */
  public static void refuse(Scenario scenario, String gate, String evidence) {
    Attachments.evidence(scenario, gate, evidence);
    throw new NotApplicable(evidence);
  }

  private static Stream<String> values(Scenario scenario, String prefix) {
    return scenario.getSourceTagNames().stream()
        .filter(tag -> tag.startsWith(prefix))
        .map(tag -> tag.substring(prefix.length()))
        .sorted();
  }
}
