package io.github.kvmtck.vmm.state;

import io.github.kvmtck.vmm.memory.Ram;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** Reads what a {@link StateWriter} wrote, and believes none of it before the checksum is right. */
public final class StateReader {
  private static final int LONGEST = 1 << 26;

  private final CRC32C sum = new CRC32C();
  private final DataInputStream in;
  private final Sections config;

  /**
   * Reads up to what kind of machine it is.
   *
   * @throws Refused where it is none, or one of another version
   */
  public StateReader(InputStream from) throws IOException {
    in = new DataInputStream(new CheckedInputStream(new BufferedInputStream(from, 1 << 16), sum));
    try {
      if (!Arrays.equals(in.readNBytes(StateWriter.MAGIC.length), StateWriter.MAGIC)) {
        throw new Refused("This is no saved machine of KVM TCK.");
      }
      int version = in.readInt();
      if (version != StateWriter.VERSION) {
        throw new Refused(
            "This machine was saved in version %d of the format, and version %d is read here."
                .formatted(version, StateWriter.VERSION));
      }
      if (in.readByte() != StateWriter.CONFIG) {
        throw damaged();
      }
      config = Sections.of(section());
    } catch (EOFException e) {
      throw tooShort(e);
    }
  }

  /** What kind of machine it is. */
  public Sections config() {
    return config;
  }

  /**
   * Reads the rest.
   *
   * @param ram gets the pages
   * @return what the machine is, apart from its memory
   * @throws Refused where it is damaged; the memory must then not be used
   */
  public Sections rest(Ram ram) throws IOException {
    Optional<byte[]> state = Optional.empty();
    try {
      while (true) {
        switch (in.readByte()) {
          case StateWriter.PAGE -> page(ram);
          case StateWriter.STATE -> state = Optional.of(section());
          case StateWriter.END -> {
            // The sum covers the tag of the end, and not itself.
            long expected = sum.getValue();
            if (in.readLong() != expected || state.isEmpty()) {
              throw damaged();
            }
            return Sections.of(state.get());
          }
          default -> throw damaged();
        }
      }
    } catch (EOFException e) {
      throw tooShort(e);
    }
  }

  private void page(Ram ram) throws IOException {
    long number = in.readLong();
    byte[] bytes = in.readNBytes(StateWriter.PAGE_SIZE);
    if (bytes.length < StateWriter.PAGE_SIZE) {
      throw new EOFException();
    }
    if (number < 0 || !ram.has(number * StateWriter.PAGE_SIZE, StateWriter.PAGE_SIZE)) {
      throw damaged();
    }
    ram.write(number * StateWriter.PAGE_SIZE, bytes);
  }

  private byte[] section() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw damaged();
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static Refused damaged() {
    return new Refused("This saved machine is damaged: its checksum or its structure is wrong.");
  }

  private static Refused tooShort(EOFException e) {
    return new Refused("This saved machine is damaged: it ends too early.", e);
  }
}
