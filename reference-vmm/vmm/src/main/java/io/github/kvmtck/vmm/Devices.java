package io.github.kvmtck.vmm;

import io.github.kvmtck.vmm.device.Bus;
import io.github.kvmtck.vmm.device.DebugPort;
import io.github.kvmtck.vmm.device.Device;
import io.github.kvmtck.vmm.device.ExitPort;
import io.github.kvmtck.vmm.device.Filler;
import io.github.kvmtck.vmm.device.InterruptLines;
import io.github.kvmtck.vmm.device.MsrDevice;
import io.github.kvmtck.vmm.device.RegisterFile;
import io.github.kvmtck.vmm.device.Sequence;
import io.github.kvmtck.vmm.device.Serial;
import io.github.kvmtck.vmm.hold.Worker;
import io.github.kvmtck.vmm.memory.Ram;
import io.github.kvmtck.vmm.state.Sections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Every device of the machine, on its bus. */
public record Devices(
    Bus ports, Bus addresses, Serial serial, MsrDevice msrs, InterruptLines lines, Worker worker) {
  private static final String PORTS = "port counts";
  private static final String ADDRESSES = "address counts";

  static Devices of(Ram ram, Worker worker, boolean irqchip, Peripherals at, IntConsumer exit) {
    Bus ports = new Bus();
    Serial serial = new Serial(at.serial());
    ports.add(Serial.COM1, Serial.PORTS, serial);
    ports.add(DebugPort.PORT, 1, new DebugPort(at.debug()));
    ports.add(ExitPort.PORT, 1, new ExitPort(exit));
    ports.add(Sequence.PORT, 1, new Sequence("port sequence"));
    ports.add(Filler.PORT, Filler.LENGTH, new Filler(ram, worker));
    Bus addresses = new Bus();
    addresses.add(Sequence.ADDRESS, Sequence.LENGTH, new Sequence("address sequence"));
    addresses.add(RegisterFile.ADDRESS, RegisterFile.LENGTH, new RegisterFile("registers"));
    addresses.add(RegisterFile.SCREEN, RegisterFile.LENGTH, new RegisterFile("screen"));
    addresses.add(RegisterFile.TIMERS, RegisterFile.LENGTH, new RegisterFile("timers"));
    InterruptLines lines = new InterruptLines(irqchip ? List.of(serial) : List.of());
    return new Devices(ports, addresses, serial, new MsrDevice(), lines, worker);
  }

  Sections save() {
    Sections state = new Sections();
    all().forEach(device -> state.put(device.name(), device.save()));
    state.put(PORTS, Sections.written(ports::save));
    state.put(ADDRESSES, Sections.written(addresses::save));
    return state;
  }

  void restore(Sections state) {
    all().forEach(device -> device.restore(state.bytes(device.name())));
    restore(ports, state.bytes(PORTS));
    restore(addresses, state.bytes(ADDRESSES));
    all().forEach(Device::restored);
  }

  private List<Device> all() {
    return Stream.of(ports.devices(), addresses.devices(), List.<Device>of(msrs))
        .flatMap(List::stream)
        .toList();
  }

  private static void restore(Bus bus, byte[] counts) {
    Sections.read(
        counts,
        in -> {
          bus.restore(in);
          return bus;
        });
  }
}
