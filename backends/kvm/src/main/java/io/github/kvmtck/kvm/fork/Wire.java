package io.github.kvmtck.kvm.fork;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records as bytes, big-endian, one after another: the components of a record in their order; a
 * member of a sealed interface after its index in the permits clause, an enum constant as its name;
 * strings, lists and memory after their length. Both ends run the same classes.
 */
final class Wire {
  private final DataInputStream in;
  private final DataOutputStream out;

  Wire(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /** Writes one value; its type must be given, because a sealed one is part of the format. */
  <T> void write(Class<T> type, T value) throws IOException {
    encode(type, value);
    out.flush();
  }

  <T> T read(Class<T> type) throws IOException {
    return type.cast(decode(type));
  }

  private void encode(Type type, Object value) throws IOException {
    switch (value) {
      case Integer i -> out.writeInt(i);
      case Long l -> out.writeLong(l);
      case String s -> bytes(s.getBytes(StandardCharsets.UTF_8));
      case MemorySegment memory -> bytes(memory.toArray(ValueLayout.JAVA_BYTE));
      case Enum<?> constant -> encode(String.class, constant.name());
      case List<?> list -> {
        out.writeInt(list.size());
        for (Object element : list) {
          encode(elementOf(type), element);
        }
      }
      case Record record -> {
        if (type instanceof Class<?> sealed && sealed.isSealed()) {
          out.writeInt(Arrays.asList(sealed.getPermittedSubclasses()).indexOf(record.getClass()));
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          encode(component.getGenericType(), valueOf(component, record));
        }
      }
      default -> throw new IllegalArgumentException("No format for " + value.getClass());
    }
  }

  private void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private Object decode(Type type) throws IOException {
    if (type instanceof ParameterizedType list) {
      List<Object> elements = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        elements.add(decode(elementOf(list)));
      }
      return elements;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == int.class) {
      return in.readInt();
    } else if (plain == long.class) {
      return in.readLong();
    } else if (plain == String.class) {
      return new String(bytes(), StandardCharsets.UTF_8);
    } else if (plain == MemorySegment.class) {
      return MemorySegment.ofArray(bytes());
    } else if (plain.isEnum()) {
      return constant(plain, (String) decode(String.class));
    } else if (plain.isSealed()) {
      return decode(plain.getPermittedSubclasses()[in.readInt()]);
    }
    return record(plain);
  }

  private byte[] bytes() throws IOException {
    return in.readNBytes(in.readInt());
  }

  private Object record(Class<?> type) throws IOException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = decode(components[i].getGenericType());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Type elementOf(Type list) {
    return ((ParameterizedType) list).getActualTypeArguments()[0];
  }
}
