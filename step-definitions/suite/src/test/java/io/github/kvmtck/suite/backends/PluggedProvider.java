package io.github.kvmtck.suite.backends;

import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;

/** Makes the class of a provider that no class path has. */
final class PluggedProvider {
  private static final ClassDesc OPTIONAL = Optional.class.describeConstable().orElseThrow();
  private static final ClassDesc KERNEL = Kernel.class.describeConstable().orElseThrow();
  private static final ClassDesc OPTIONS = KernelOptions.class.describeConstable().orElseThrow();
  private static final ClassDesc PROVIDER = KernelProvider.class.describeConstable().orElseThrow();

  private PluggedProvider() {}

  /** A provider called {@code plugged} that is available and opens nothing. */
  static byte[] classFile(String name) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            type ->
                type.withFlags(ACC_PUBLIC)
                    .withInterfaceSymbols(PROVIDER)
                    .withMethodBody(
                        INIT_NAME,
                        MTD_void,
                        ACC_PUBLIC,
                        code ->
                            code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
                    .withMethodBody(
                        "name",
                        MethodTypeDesc.of(CD_String),
                        ACC_PUBLIC,
                        code -> code.loadConstant("plugged").areturn())
                    .withMethodBody(
                        "description",
                        MethodTypeDesc.of(CD_String),
                        ACC_PUBLIC,
                        code -> code.loadConstant("of a plug-in").areturn())
                    .withMethodBody(
                        "unavailable",
                        MethodTypeDesc.of(OPTIONAL),
                        ACC_PUBLIC,
                        code ->
                            code.invokestatic(OPTIONAL, "empty", MethodTypeDesc.of(OPTIONAL))
                                .areturn())
                    .withMethodBody(
                        "open",
                        MethodTypeDesc.of(KERNEL, OPTIONS),
                        ACC_PUBLIC,
                        code -> code.aconst_null().areturn()));
  }
}
