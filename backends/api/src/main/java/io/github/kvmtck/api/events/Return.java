package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.Optional;

/**
 * How a call came back.
 *
 * @param answer what the ioctl's argument points to now, where the kernel writes it
 * @param run kvm_run at the return of KVM_RUN
 * @param byTransport an EINTR that what carries the call caused, and not the kernel that serves it
 */
public record Return(
    Moment at,
    Result result,
    Optional<StructValue> answer,
    Optional<RunSnapshot> run,
    boolean byTransport) {}
