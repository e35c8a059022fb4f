package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.nested;
import static io.github.kvmtck.api.uapi.C.packed;
import static io.github.kvmtck.api.uapi.C.s64;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u16;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.C.union;
import static io.github.kvmtck.api.uapi.FdKind.USERFAULTFD;
import static io.github.kvmtck.api.uapi.Request.ior;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** Page faults that a process handles itself (linux/userfaultfd.h). */
public final class Userfaultfd {
  private Userfaultfd() {}

  /** The type of these requests. */
  public static final int UFFDIO = 0xAA;

  /** The only version, for {@link #API}. */
  public static final int UFFD_API = 0xAA;

  /** For UFFDIO_API. */
  public static final Struct API = struct("uffdio_api", u64("api"), u64("features"), u64("ioctls"));

  /** A range of addresses. */
  public static final Struct RANGE = struct("uffdio_range", u64("start"), u64("len"));

  /** For UFFDIO_REGISTER. */
  public static final Struct REGISTER =
      struct("uffdio_register", member(RANGE, "range"), u64("mode"), u64("ioctls"));

  /** Bits of its mode. */
  public static final int UFFDIO_REGISTER_MODE_MISSING = 1 << 0;

  public static final int UFFDIO_REGISTER_MODE_WP = 1 << 1;
  public static final int UFFDIO_REGISTER_MODE_MINOR = 1 << 2;

  /** For UFFDIO_COPY. */
  public static final Struct COPY =
      struct("uffdio_copy", u64("dst"), u64("src"), u64("len"), u64("mode"), s64("copy"));

  /** For UFFDIO_ZEROPAGE. */
  public static final Struct ZEROPAGE =
      struct("uffdio_zeropage", member(RANGE, "range"), u64("mode"), s64("zeropage"));

  /** For UFFDIO_WRITEPROTECT. */
  public static final Struct WRITEPROTECT =
      struct("uffdio_writeprotect", member(RANGE, "range"), u64("mode"));

  /** Bits of their mode. */
  public static final int UFFDIO_COPY_MODE_DONTWAKE = 1 << 0;

  public static final int UFFDIO_COPY_MODE_WP = 1 << 1;
  public static final int UFFDIO_ZEROPAGE_MODE_DONTWAKE = 1 << 0;
  public static final int UFFDIO_WRITEPROTECT_MODE_WP = 1 << 0;
  public static final int UFFDIO_WRITEPROTECT_MODE_DONTWAKE = 1 << 1;

  /** For UFFDIO_CONTINUE. */
  public static final Struct CONTINUE =
      struct("uffdio_continue", member(RANGE, "range"), u64("mode"), s64("mapped"));

  /** For UFFDIO_POISON. */
  public static final Struct POISON =
      struct("uffdio_poison", member(RANGE, "range"), u64("mode"), s64("updated"));

  /** For UFFDIO_MOVE. */
  public static final Struct MOVE =
      struct("uffdio_move", u64("dst"), u64("src"), u64("len"), u64("mode"), s64("move"));

  /** What read(2) gives. */
  public static final Struct MSG =
      packed(
          "uffd_msg",
          u8("event"),
          u8("reserved1"),
          u16("reserved2"),
          u32("reserved3"),
          union(
              "arg",
              nested("pagefault", u64("flags"), u64("address"), union("feat", u32("ptid"))),
              nested("fork", u32("ufd")),
              nested("remap", u64("from"), u64("to"), u64("len")),
              nested("remove", u64("start"), u64("end")),
              nested("reserved", u64("reserved1"), u64("reserved2"), u64("reserved3"))));

  /** Values of event. */
  public static final int UFFD_EVENT_PAGEFAULT = 0x12;

  public static final int UFFD_EVENT_FORK = 0x13;
  public static final int UFFD_EVENT_REMAP = 0x14;
  public static final int UFFD_EVENT_REMOVE = 0x15;
  public static final int UFFD_EVENT_UNMAP = 0x16;

  /** Bits of arg.pagefault.flags. */
  public static final int UFFD_PAGEFAULT_FLAG_WRITE = 1 << 0;

  public static final int UFFD_PAGEFAULT_FLAG_WP = 1 << 1;
  public static final int UFFD_PAGEFAULT_FLAG_MINOR = 1 << 2;

  /** A flag of userfaultfd(2). */
  public static final int UFFD_USER_MODE_ONLY = 1;

  /** The first call on a new fd. */
  public static final Request UFFDIO_API =
      iowr("UFFDIO_API", 0x3f, API, USERFAULTFD).ofType(UFFDIO);

  /** Watches a range. */
  public static final Request UFFDIO_REGISTER =
      iowr("UFFDIO_REGISTER", 0x00, REGISTER, USERFAULTFD).ofType(UFFDIO);

  /** Watches it no more. */
  public static final Request UFFDIO_UNREGISTER =
      ior("UFFDIO_UNREGISTER", 0x01, RANGE, USERFAULTFD).ofType(UFFDIO);

  /** Wakes who waits in a range. */
  public static final Request UFFDIO_WAKE =
      ior("UFFDIO_WAKE", 0x02, RANGE, USERFAULTFD).ofType(UFFDIO);

  /** Fills pages and wakes. */
  public static final Request UFFDIO_COPY =
      iowr("UFFDIO_COPY", 0x03, COPY, USERFAULTFD).ofType(UFFDIO);

  /** Fills with zeroes and wakes. */
  public static final Request UFFDIO_ZEROPAGE =
      iowr("UFFDIO_ZEROPAGE", 0x04, ZEROPAGE, USERFAULTFD).ofType(UFFDIO);

  /** Protects or unprotects. */
  public static final Request UFFDIO_WRITEPROTECT =
      iowr("UFFDIO_WRITEPROTECT", 0x06, WRITEPROTECT, USERFAULTFD).ofType(UFFDIO);

  /** Maps what is in the page cache. */
  public static final Request UFFDIO_CONTINUE =
      iowr("UFFDIO_CONTINUE", 0x07, CONTINUE, USERFAULTFD).ofType(UFFDIO);

  /** Makes pages fail. */
  public static final Request UFFDIO_POISON =
      iowr("UFFDIO_POISON", 0x08, POISON, USERFAULTFD).ofType(UFFDIO);

  /** Moves pages. */
  public static final Request UFFDIO_MOVE =
      iowr("UFFDIO_MOVE", 0x05, MOVE, USERFAULTFD).ofType(UFFDIO);
}
