package io.github.kvmtck.vmm.state;

import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named pieces of state, in the order in which they were saved. */
public final class Sections {
  private final Map<String, byte[]> pieces = new LinkedHashMap<>();

  public void put(String name, byte... bytes) {
    pieces.put(name, bytes.clone());
  }

  public void put(String name, StructValue struct) {
    put(name, struct.bytes());
  }

  public void put(String name, Sections inner) {
    put(name, inner.bytes());
  }

  public void put(String name, long value) {
    put(name, written(out -> out.writeLong(value)));
  }

  public boolean has(String name) {
    return pieces.containsKey(name);
  }

  /**
   * A piece.
   *
   * @throws Refused where there is none
   */
  public byte[] bytes(String name) {
    byte[] piece = pieces.get(name);
    if (piece == null) {
      throw new Refused("The state has no piece " + name + ".");
    }
    return piece.clone();
  }

  public StructValue struct(String name, Struct struct) {
    try {
      return StructValue.of(struct, bytes(name));
    } catch (IllegalArgumentException e) {
      throw new Refused("The piece " + name + " of the state is too short.", e);
    }
  }

  public Sections inner(String name) {
    return of(bytes(name));
  }

  public long number(String name) {
    return read(bytes(name), DataInputStream::readLong);
  }

  /** All of it. */
  public byte[] bytes() {
    return written(out -> {
      out.writeInt(pieces.size());
      for (var piece : pieces.entrySet()) {
        out.writeUTF(piece.getKey());
        out.writeInt(piece.getValue().length);
        out.write(piece.getValue());
      }
    });
  }

  /** What {@link #bytes()} gave. */
  public static Sections of(byte... bytes) {
    return read(
        bytes,
        in -> {
          Sections sections = new Sections();
          for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            byte[] piece = new byte[Math.clamp(in.readInt(), 0, in.available())];
            in.readFully(piece);
            sections.put(name, piece);
          }
          return sections;
        });
  }

  /** Writes to memory. */
  public interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads from memory. */
  public interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  public static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static <T> T read(byte[] bytes, Reading<T> reading) {
    try {
      return reading.from(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new Refused("A piece of the state ends too early.", e);
    }
  }
}
