package io.github.kvmtck.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The records of a sealed type as objects. A {@code long} is an address, a length or a set of bits:
 * it is a hexadecimal string, because not every reader of JSON has 64-bit integers.
 */
final class Records<T> {
  private final Map<Class<?>, Shape> byType;
  private final Map<String, Shape> byName;

  private record Shape(String name, Constructor<?> constructor, List<RecordComponent> components) {}

  Records(Class<T> sealed) {
    byType =
        Arrays.stream(sealed.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Records::shape));
    byName = byType.values().stream().collect(Collectors.toMap(Shape::name, Function.identity()));
  }

  private static Shape shape(Class<?> type) {
    List<RecordComponent> components = List.of(type.getRecordComponents());
    Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new Shape(snake(type.getSimpleName()), type.getConstructor(types), components);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** {@code mmap} for a Mmap. */
  String name(T of) {
    return shapeOf(of).name;
  }

  /** The components as fields of the object that is being written. */
  void write(T of, JsonGenerator json) throws IOException {
    for (RecordComponent component : shapeOf(of).components) {
      String name = snake(component.getName());
      switch (value(component, of)) {
        case Integer number -> json.writeNumberField(name, number);
        case Long number -> json.writeStringField(name, "0x" + Long.toHexString(number));
        case String text -> json.writeStringField(name, text);
        case Enum<?> constant -> json.writeStringField(name, constant.name());
        case Object other -> throw new IllegalStateException("no form for " + other.getClass());
      }
    }
  }

  /**
   * The record that {@link #write} wrote.
   *
   * @throws IllegalArgumentException where no record has this name, or a field is missing or wrong
   */
  T read(String name, JsonNode object, Class<T> sealed) {
    Shape shape = byName.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("no call is named " + name);
    }
    Object[] arguments =
        shape.components.stream().map(component -> argument(component, object)).toArray();
    try {
      return sealed.cast(shape.constructor.newInstance(arguments));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static Object argument(RecordComponent component, JsonNode object) {
    JsonNode field = Fields.field(object, snake(component.getName()));
    Class<?> type = component.getType();
    if (type == int.class) {
      return field.intValue();
    } else if (type == long.class) {
      return Fields.hex(field.textValue());
    } else if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> constant.toString().equals(field.textValue()))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no " + field + " in " + type));
    }
    return field.textValue();
  }

  private Shape shapeOf(T of) {
    Shape shape = byType.get(of.getClass());
    if (shape == null) {
      throw new IllegalStateException("no form for " + of.getClass());
    }
    return shape;
  }

  private static Object value(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
