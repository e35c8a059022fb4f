package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.steps.words.Target;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Statistics;
import io.github.kvmtck.steps.world.StatisticsFiles;
import io.github.kvmtck.steps.world.World;
import java.util.Map;

/** KVM_GET_STATS_FD. */
public final class StatisticsSteps {
  private final World world;
  private final StatisticsFiles files;
  private final Expectation expect;

  public StatisticsSteps(World world, StatisticsFiles files, Expectation expect) {
    this.world = world;
    this.files = files;
    this.expect = expect;
  }

  @When("the statistics of {target} are read")
  public void read(Target target) {
    files.read(target);
  }

  @Then("the parts of the statistics file lie apart and hold every descriptor")
  public void partsLieApart() {
    Statistics read = files.last();
    int end = 0;
    for (Statistics.Part part : read.parts()) {
      expect.that(
          part.start() >= end, "no part begins before byte " + end, "parts: " + read.parts());
      end = part.end();
    }
    expect.that(end <= read.size(), "the file has " + end + " bytes", "it has " + read.size());
    expect.same(
        read.header().get("num_desc") + " descriptors", read.counters().size() + " descriptors");
  }

  @Then("every descriptor names its counter and points into the data")
  public void descriptorsPoint() {
    for (Statistics.Counter counter : files.last().counters()) {
      expect.that(
          counter.terminated() && counter.values().size() == counter.size(),
          "a name that ends, and " + counter.size() + " values in the file",
          counter.toString());
    }
  }

  @Then("a counter of exits has grown, and by how much is counted")
  public void hasGrown() {
    Map<String, Integer> growth = files.growth();
    expect.that(!growth.isEmpty(), "a counter of exits has grown", "none has");
    world.count("growth of counters", growth);
  }

  @Then("no counter of exits has grown")
  public void hasNotGrown() {
    expect.same("[]", files.growth().keySet().toString());
  }
}
