package io.github.kvmtck.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The end of a guest, and who may rely on it when. */
class BoardTest {
  private static final Ending MOVED = new Ending(RunState.MIGRATED, 0, "moved");

  /** To tell a vCPU touches its memory, which is gone once the machine is closed. */
  @Test
  void whoWaitsForTheEndHearsOfItOnceEveryVcpuIsTold() {
    Board board = new Board(1);
    List<Optional<Ending>> meanwhile = new ArrayList<>();
    board.whenOver(() -> meanwhile.add(board.await(Duration.ZERO)));
    board.end(MOVED);
    assertThat(meanwhile).containsExactly(Optional.empty());
    assertThat(board.await(Duration.ZERO)).contains(MOVED);
  }

  @Test
  void theFirstEndingCounts() {
    Board board = new Board(1);
    board.end(MOVED);
    board.crashed(0, "too late");
    assertThat(board.ending()).contains(MOVED);
  }
}
