package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Semantics;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Objects that generated code uses as constants: the class data of its hidden class. */
final class Constants {
  private static final DirectMethodHandleDesc CLASS_DATA =
      ConstantDescs.ofConstantBootstrap(
          Emitter.desc(MethodHandles.class),
          "classDataAt",
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int);

  private final List<Object> objects = new ArrayList<>();
  private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();

  /** Pushes an object; the JIT sees through calls on it. */
  void load(CodeBuilder code, Object object, Class<?> as) {
    int number =
        numbers.computeIfAbsent(
            object,
            added -> {
              objects.add(added);
              return objects.size() - 1;
            });
    code.loadConstant(
        DynamicConstantDesc.ofNamed(
            CLASS_DATA, ConstantDescs.DEFAULT_NAME, Emitter.desc(as), number));
  }

  /** What goes with the class. */
  List<Object> classData() {
    return List.copyOf(objects);
  }

  /** The function of a form. */
  static Object function(Form form) {
    return switch (form.semantics()) {
      case Semantics.Whole(var f) -> f;
      case Semantics.Jump(var f) -> f;
      case Semantics.Branch(_, var f) -> f;
      case Semantics.Call(var f) -> f;
      case Semantics.Return(var f) -> f;
      case Semantics.Push(var f) -> f;
      case Semantics.Pop(var f) -> f;
      case Semantics.Truth(var f) -> f;
      case Semantics.Select(var f) -> f;
      case Semantics.Set(var f) -> f;
      case Semantics.Write(var f) -> f;
      case Semantics.Combine(var f) -> f;
      case Semantics.Change(var f) -> f;
      case Semantics.Update(var f) -> f;
      case Semantics.Insert(var f) -> f;
      case Semantics.Use(var f) -> f;
      case Semantics.Compare(var f) -> f;
    };
  }
}
