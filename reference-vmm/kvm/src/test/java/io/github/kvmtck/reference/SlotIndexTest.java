package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reference.memslot.Memslot;
import io.github.kvmtck.reference.memslot.Memslots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding slots: by the tree at first, by the index once a generation is looked at often. */
class SlotIndexTest {
  private static final int PAGES = 3;
  private static final int STRIDE = 5;

  private static Memslot slot(int id, long gfn) {
    return new Memslot(0, id, gfn, PAGES, 0, 0x10_0000_0000L, null);
  }

  private static Memslots slots(int count) {
    Memslots made = Memslots.NONE;
    for (int id = 0; id < count; id++) {
      made = made.with(slot(id, 7 + (long) (count - 1 - id) * STRIDE));
    }
    return made;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 100, 1000})
  void everyFrameIsFoundInItsSlotAndNowhereElse(int count) {
    Memslots made = slots(count);
    for (int turn = 0; turn < 3; turn++) {
      for (long gfn = 0; gfn < 20L + (long) count * STRIDE; gfn++) {
        long from = gfn - 7;
        boolean in = from >= 0 && from % STRIDE < PAGES && from / STRIDE < count;
        Memslot found = made.find(gfn);
        assertThat(found == null ? -1 : found.id())
            .as("frame %d of %d slots", gfn, count)
            .isEqualTo(in ? count - 1 - (int) (from / STRIDE) : -1);
      }
    }
  }

  @Test
  void aChangeIsAnotherGeneration() {
    Memslots before = slots(4);
    for (int i = 0; i < 20; i++) {
      assertThat(before.find(7)).isNotNull();
    }
    Memslots moved = before.with(slot(3, 100));
    assertThat(moved.find(7)).isNull();
    assertThat(moved.find(101)).isNotNull();
    assertThat(moved.without(3).find(101)).isNull();
    assertThat(before.find(7)).isNotNull();
  }
}
