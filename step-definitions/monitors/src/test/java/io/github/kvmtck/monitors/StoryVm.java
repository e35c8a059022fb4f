package io.github.kvmtck.monitors;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Caller;
import io.github.kvmtck.api.events.Descriptor;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import java.util.Optional;

/** The VM of a {@link Story}, called on by one task. */
public final class StoryVm {
  public static final int LOG = Memslots.KVM_MEM_LOG_DIRTY_PAGES;
  public static final int READONLY = Memslots.KVM_MEM_READONLY;

  private final Story story;
  private final Descriptor on;
  private final Caller task;

  StoryVm(Story story, Descriptor on, Caller task) {
    this.story = story;
    this.on = on;
    this.task = task;
  }

  Descriptor descriptor() {
    return on;
  }

  /** Sets a slot, whose memory lies at {@code gpa + 0x7f0000000000}. */
  public StoryVm sets(int slot, long gpa, long size, int flags) {
    return sets(slot, gpa, size, flags, gpa + 0x7f00_0000_0000L, Errno.NONE);
  }

  public StoryVm sets(int slot, long gpa, long size, int flags, long hva, Errno errno) {
    story.ioctl(
        task,
        on,
        Memslots.KVM_SET_USER_MEMORY_REGION,
        Optional.of(region(slot, gpa, size, flags, hva)),
        Optional.empty(),
        Story.failing(errno));
    return this;
  }

  public StoryVm deletes(int slot) {
    return sets(slot, 0, 0, 0);
  }

  static StructValue region(int slot, long gpa, long size, int flags, long hva) {
    return StructValue.of(Memslots.USERSPACE_MEMORY_REGION)
        .with("slot", slot)
        .with("flags", flags)
        .with("guest_phys_addr", gpa)
        .with("memory_size", size)
        .with("userspace_addr", hva);
  }

  /** KVM_SET_USER_MEMORY_REGION_LIST. */
  public StoryVm setsList(StructValue... entries) {
    return setsList(Errno.NONE, entries);
  }

  public StoryVm setsList(Errno errno, StructValue... entries) {
    StructValue list =
        StructValue.of(ProposedMemslots.USERSPACE_MEMORY_REGION_LIST, entries.length)
            .with("nent", entries.length);
    for (int i = 0; i < entries.length; i++) {
      list = list.with("entries[" + i + "]", entries[i]);
    }
    story.ioctl(
        task,
        on,
        ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST,
        Optional.of(list),
        Optional.empty(),
        Story.failing(errno));
    return this;
  }

  /** An entry of such a list. */
  public static StructValue entry(int slot, long gpa, long size, int flags, int invalidate) {
    return StructValue.of(ProposedMemslots.USERSPACE_MEMORY_REGION_ENTRY)
        .with("slot", slot)
        .with("flags", flags)
        .with("guest_phys_addr", gpa)
        .with("memory_size", size)
        .with("userspace_addr", gpa + 0x7f00_0000_0000L)
        .with("invalidate_slot", invalidate);
  }

  public StoryVm readsLog(int slot) {
    return calls(DirtyLog.KVM_GET_DIRTY_LOG, StructValue.of(DirtyLog.DIRTY_LOG).with("slot", slot));
  }

  /** KVM_RESET_DIRTY_RINGS, with this answer. */
  public StoryVm resetsRings(int count) {
    return calls(DirtyLog.KVM_RESET_DIRTY_RINGS, Result.of(count));
  }

  public StoryVm enables(int capability) {
    return calls(
        SystemApi.KVM_ENABLE_CAP, StructValue.of(SystemApi.ENABLE_CAP).with("cap", capability));
  }

  public StoryVm calls(Request request) {
    return calls(request, Result.ZERO);
  }

  public StoryVm calls(Request request, Result result) {
    story.ioctl(task, on, request, Optional.empty(), Optional.empty(), result);
    return this;
  }

  public StoryVm calls(Request request, StructValue argument) {
    story.ioctl(task, on, request, Optional.of(argument), Optional.empty(), Result.ZERO);
    return this;
  }

  /** A call that is EINVAL. */
  public StoryVm fails(Request request, StructValue argument) {
    Result result = Result.error(Errno.EINVAL);
    story.ioctl(task, on, request, Optional.of(argument), Optional.empty(), result);
    return this;
  }

  /** Writes to some file or socket from an address. */
  public StoryVm writes(long address, int count) {
    story.call(task, Descriptor.NONE, new Syscall.Write(3, address, count), Result.of(count));
    return this;
  }

  /** The descriptor is closed. */
  public StoryVm closes() {
    story.call(task, on, new Syscall.Close(on.fd()), Result.ZERO);
    return this;
  }

  /** A system call of the task that is no ioctl. */
  public StoryVm calls(Syscall call) {
    story.call(task, Descriptor.NONE, call, Result.ZERO);
    return this;
  }

  /** A slot goes, which takes its time. */
  public UnderWay beginsToDelete(int slot) {
    return new UnderWay(
        story.ioctlEnters(
            task, on, Memslots.KVM_SET_USER_MEMORY_REGION, Optional.of(region(slot, 0, 0, 0, 0))));
  }

  /** A slot comes, which takes its time. */
  public UnderWay beginsToSet(int slot, long gpa, long size) {
    StructValue region = region(slot, gpa, size, 0, gpa + 0x7f00_0000_0000L);
    return new UnderWay(
        story.ioctlEnters(task, on, Memslots.KVM_SET_USER_MEMORY_REGION, Optional.of(region)));
  }

  /** An ioctl that takes its time. */
  public UnderWay begins(Request request) {
    return new UnderWay(story.ioctlEnters(task, on, request, Optional.empty()));
  }

  /** A call under way. */
  public final class UnderWay {
    private final TraceEvent entered;

    private UnderWay(TraceEvent entered) {
      this.entered = entered;
    }

    public StoryVm returns() {
      story.returns(entered, Result.ZERO, Optional.empty(), Optional.empty(), false);
      return StoryVm.this;
    }
  }
}
