package io.github.kvmtck.vmm.device;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * A serial port: enough of a 16550 for a guest to write and to read bytes, by polling or by
 * interrupt. It is never busy, has no modem at its other end, and its FIFO only says that it is
 * there.
 */
public final class Serial implements Device.Interrupting {
  public static final int PORTS = 8;
  public static final long COM1 = 0x3f8;
  private static final int IRQ = 4;

  private static final int DATA = 0;
  private static final int IER = 1;
  private static final int IIR = 2;
  private static final int LCR = 3;
  private static final int MCR = 4;
  private static final int LSR = 5;
  private static final int MSR = 6;

  private static final int LCR_DLAB = 0x80;
  private static final int IER_RECEIVED = 1;
  private static final int IER_EMPTY = 2;
  private static final int LSR_READY = 1;
  private static final int LSR_EMPTY = 0x60;
  private static final int IIR_NONE = 1;
  private static final int IIR_EMPTY = 2;
  private static final int IIR_RECEIVED = 4;
  private static final int IIR_FIFO = 0xc0;
  private static final int MCR_LOOP = 0x10;

  /** Clear to send, data set ready, carrier. */
  private static final int MSR_CONNECTED = 0xb0;

  private final IntConsumer output;
  private final Deque<Byte> input = new ArrayDeque<>();
  private final byte[] registers = new byte[PORTS];
  private int divisor = 1;
  private boolean fifo;
  private boolean emptied;

  /**
   * @param output takes each byte that the guest sends
   */
  public Serial(IntConsumer output) {
    this.output = output;
  }

  /** A byte for the guest, from any thread. */
  public synchronized void receive(int value) {
    input.add((byte) value);
  }

  @Override
  public String name() {
    return "serial";
  }

  @Override
  public int irq() {
    return IRQ;
  }

  @Override
  public synchronized boolean level() {
    return interrupt() != IIR_NONE;
  }

  @Override
  public synchronized long read(long offset, int size) {
    boolean latch = (registers[LCR] & LCR_DLAB) != 0;
    return switch ((int) offset) {
      case DATA -> latch ? divisor & 0xff : received();
      case IER -> latch ? divisor >> 8 : registers[IER] & 0xff;
      case IIR -> identify();
      case LSR -> LSR_EMPTY | (input.isEmpty() ? 0 : LSR_READY);
      case MSR -> MSR_CONNECTED;
      default -> registers[(int) offset] & 0xff;
    };
  }

  @Override
  public synchronized void write(long offset, int size, long value) {
    boolean latch = (registers[LCR] & LCR_DLAB) != 0;
    int low = (int) value & 0xff;
    switch ((int) offset) {
      case DATA -> {
        if (latch) {
          divisor = divisor & 0xff00 | low;
        } else {
          send(low);
        }
      }
      case IER -> {
        if (latch) {
          divisor = divisor & 0xff | low << 8;
        } else {
          registers[IER] = (byte) (low & 0xf);
          emptied = (low & IER_EMPTY) != 0;
        }
      }
      case IIR -> fifo = (low & 1) != 0;
      case LSR, MSR -> {}
      default -> registers[(int) offset] = (byte) low;
    }
  }

  @Override
  public synchronized byte[] save() {
    ByteBuffer state = ByteBuffer.allocate(PORTS + 7 + input.size());
    state.put(registers).putInt(divisor).put((byte) (fifo ? 1 : 0));
    state.put((byte) (emptied ? 1 : 0)).put((byte) 0);
    input.forEach(state::put);
    return state.array();
  }

  @Override
  public synchronized void restore(byte[] saved) {
    ByteBuffer state = ByteBuffer.wrap(saved);
    state.get(registers);
    divisor = state.getInt();
    fifo = state.get() != 0;
    emptied = state.get() != 0;
    state.get();
    input.clear();
    while (state.hasRemaining()) {
      input.add(state.get());
    }
  }

  private void send(int value) {
    if ((registers[MCR] & MCR_LOOP) != 0) {
      input.add((byte) value);
    } else {
      output.accept(value);
    }
    emptied = true;
  }

  private int received() {
    Byte next = input.poll();
    return next == null ? 0 : next & 0xff;
  }

  /** To read the identification takes away the interrupt for an empty transmitter. */
  private int identify() {
    int interrupt = interrupt();
    if (interrupt == IIR_EMPTY) {
      emptied = false;
    }
    return interrupt | (fifo ? IIR_FIFO : 0);
  }

  private int interrupt() {
    if ((registers[IER] & IER_RECEIVED) != 0 && !input.isEmpty()) {
      return IIR_RECEIVED;
    }
    return (registers[IER] & IER_EMPTY) != 0 && emptied ? IIR_EMPTY : IIR_NONE;
  }
}
